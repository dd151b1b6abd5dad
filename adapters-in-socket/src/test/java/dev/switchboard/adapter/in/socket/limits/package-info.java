@NullMarked
package dev.switchboard.adapter.in.socket.limits;

import org.jspecify.annotations.NullMarked;
