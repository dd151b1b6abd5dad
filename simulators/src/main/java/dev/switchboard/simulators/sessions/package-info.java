/// The sessions server, where answers end.
@NullMarked
package dev.switchboard.simulators.sessions;

import org.jspecify.annotations.NullMarked;
