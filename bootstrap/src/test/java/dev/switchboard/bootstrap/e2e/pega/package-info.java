/// The acceptance scenarios of Pega, on the packaged hub.
@NullMarked
package dev.switchboard.bootstrap.e2e.pega;

import org.jspecify.annotations.NullMarked;
