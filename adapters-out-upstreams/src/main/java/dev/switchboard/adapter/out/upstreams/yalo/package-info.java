/// Calls of Yalo's systems and of Meta's: what users are told, and their way back to the bot
/// (`docs/protocol/yalo.md`).
@NullMarked
package dev.switchboard.adapter.out.upstreams.yalo;

import org.jspecify.annotations.NullMarked;
