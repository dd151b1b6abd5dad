/// Our own clients over Socket.IO: what is set up for them, and what is counted.
@NullMarked
package dev.switchboard.adapter.in.socket.gateway;

import org.jspecify.annotations.NullMarked;
