/// Bounds on what strangers can make the hub keep, whatever they connect by.
@NullMarked
package dev.switchboard.adapter.in.socket.limits;

import org.jspecify.annotations.NullMarked;
