/// What becomes of users and groups, on its way to those who watch them, by whichever socket.
@NullMarked
package dev.switchboard.adapter.in.socket.presence;

import org.jspecify.annotations.NullMarked;
