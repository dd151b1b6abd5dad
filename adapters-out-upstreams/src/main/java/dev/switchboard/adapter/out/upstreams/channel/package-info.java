/// Messages to external channel servers (`docs/protocol/channels.md`).
@NullMarked
package dev.switchboard.adapter.out.upstreams.channel;

import org.jspecify.annotations.NullMarked;
