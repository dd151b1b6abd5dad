/// Netomi, the bot platform: its token and the messages to it (`docs/protocol/netomi.md`).
@NullMarked
package dev.switchboard.adapter.out.upstreams.netomi;

import org.jspecify.annotations.NullMarked;
