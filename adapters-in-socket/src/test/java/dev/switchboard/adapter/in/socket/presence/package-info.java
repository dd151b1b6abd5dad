@NullMarked
package dev.switchboard.adapter.in.socket.presence;

import org.jspecify.annotations.NullMarked;
