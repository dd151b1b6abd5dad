/// How fast a client is served, and how long it is waited for: nothing here knows a packet.
@NullMarked
package dev.switchboard.adapter.in.socket.socketio.pace;

import org.jspecify.annotations.NullMarked;
