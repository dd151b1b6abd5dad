/// WebSockets on Jetty's core: how a request becomes one, for the engine and for Spring.
@NullMarked
package dev.switchboard.adapter.in.socket.websocket;

import org.jspecify.annotations.NullMarked;
