/// Everything that knows a socket, a frame or an event name.
@NullMarked
package dev.switchboard.adapter.in.socket;

import org.jspecify.annotations.NullMarked;
