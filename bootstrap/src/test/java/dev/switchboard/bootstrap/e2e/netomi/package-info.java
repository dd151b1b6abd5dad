/// The acceptance scenarios of contract netomi, on the packaged hub.
@NullMarked
package dev.switchboard.bootstrap.e2e.netomi;

import org.jspecify.annotations.NullMarked;
