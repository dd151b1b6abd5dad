/// The acceptance scenarios of Netomi, on the packaged hub.
@NullMarked
package dev.switchboard.bootstrap.e2e.netomi;

import org.jspecify.annotations.NullMarked;
