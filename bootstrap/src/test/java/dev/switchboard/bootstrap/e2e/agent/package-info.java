/// The agent desk of a running hub: consoles on the wire, and the users who come to them.
@NullMarked
package dev.switchboard.bootstrap.e2e.agent;

import org.jspecify.annotations.NullMarked;
