package dev.switchboard.application.port.out.channel;

import dev.switchboard.domain.channel.SigningSecret;
import java.util.List;

/// Standard Webhooks signatures over raw bytes.
public interface WebhookSignatures {

    /// Whether `signature` has a `v1` entry that one of the secrets made of `id.timestamp.body`.
    /// Tries the first ten entries and no more. Compares in constant time; unreadable signatures do
    /// not match. Freshness is not looked at.
    Verdict verify(Signed signed, List<SigningSecret> secrets);

    /// @param timestamp the header as it came
    /// @param signature the header as it came: space-separated entries
    @SuppressWarnings("ArrayRecordComponent") // raw bytes of one request; never compared or kept
    record Signed(String id, String timestamp, String signature, byte[] body) {}

    enum Verdict {
        MATCHES,
        DIFFERS
    }
}
