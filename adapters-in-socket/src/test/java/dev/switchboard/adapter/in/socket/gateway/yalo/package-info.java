@NullMarked
package dev.switchboard.adapter.in.socket.gateway.yalo;

import org.jspecify.annotations.NullMarked;
