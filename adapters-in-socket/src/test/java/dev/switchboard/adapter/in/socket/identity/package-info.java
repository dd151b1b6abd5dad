@NullMarked
package dev.switchboard.adapter.in.socket.identity;

import org.jspecify.annotations.NullMarked;
