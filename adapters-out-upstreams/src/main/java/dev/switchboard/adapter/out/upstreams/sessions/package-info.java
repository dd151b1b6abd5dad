/// Channels' answers to the sessions server (contract channels 3.2).
@NullMarked
package dev.switchboard.adapter.out.upstreams.sessions;

import org.jspecify.annotations.NullMarked;
