package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.application.port.out.upstream.UpstreamReply;

/// What an exchange says of a message.
sealed interface Meaning {

    /// It says what becomes of the message.
    record Settled(UpstreamReply reply) implements Meaning {}

    /// The peer did not look at the message, for it did not accept our token.
    record Unauthorized() implements Meaning {}
}
