/// Which object gets which: one small class per feature.
@NullMarked
package dev.switchboard.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
