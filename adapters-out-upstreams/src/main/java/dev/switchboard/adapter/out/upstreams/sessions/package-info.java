/// Channels' answers to the sessions server (`docs/protocol/channels.md`).
@NullMarked
package dev.switchboard.adapter.out.upstreams.sessions;

import org.jspecify.annotations.NullMarked;
