/// Copies of all that is stored.
@NullMarked
package dev.switchboard.application.port.out.backup;

import org.jspecify.annotations.NullMarked;
