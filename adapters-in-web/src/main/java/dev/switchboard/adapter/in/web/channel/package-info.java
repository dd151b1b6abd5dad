/// The channel registry and its management (`docs/protocol/channels.md`).
@NullMarked
package dev.switchboard.adapter.in.web.channel;

import org.jspecify.annotations.NullMarked;
