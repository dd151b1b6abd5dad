package dev.switchboard.application.port.out.channel;

import dev.switchboard.domain.channel.SigningSecret;
import java.util.List;

/// Verifies Standard Webhooks signatures over raw bytes.
public interface WebhookSignatures {

    /// Checks whether `signature` has a `v1` entry that one of the secrets made from
    /// `id.timestamp.body`. Tries at most the first ten entries. Compares in constant time;
    /// unreadable signatures do not match. The caller checks freshness.
    Comparison verify(Signed signed, List<SigningSecret> secrets);

    /// @param timestamp the header as received
    /// @param signature the header as received: space-separated entries
    @SuppressWarnings("ArrayRecordComponent") // raw bytes of one request; never compared or kept
    record Signed(String id, String timestamp, String signature, byte[] body) {}

    enum Comparison {
        MATCHES,
        DIFFERS
    }
}
