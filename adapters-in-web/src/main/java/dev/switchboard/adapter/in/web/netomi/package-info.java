/// The bot's endpoints: messages to it, its webhook, its history and its token
/// (`docs/protocol/netomi.md`).
@NullMarked
package dev.switchboard.adapter.in.web.netomi;

import org.jspecify.annotations.NullMarked;
