/// What clients of sockets prove, and how long it holds.
@NullMarked
package dev.switchboard.adapter.in.socket.identity;

import org.jspecify.annotations.NullMarked;
