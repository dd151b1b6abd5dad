/// The bot platform of contract netomi: its token and the messages to it (contract netomi 3).
@NullMarked
package dev.switchboard.adapter.out.upstreams.netomi;

import org.jspecify.annotations.NullMarked;
