package dev.switchboard.adapter.out.upstreams.signing;

import dev.switchboard.application.port.out.channel.WebhookSignatures;
import dev.switchboard.domain.channel.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/// Verifies signatures by computing them again.
public final class HmacWebhookSignatures implements WebhookSignatures {

    /// Two during a rotation; the limit keeps a header from causing thousands of comparisons.
    static final int MAX_ENTRIES = 10;

    @Override
    public Verdict verify(Signed signed, List<SigningSecret> secrets) {
        List<String> entries =
                Stream.of(signed.signature().split(" ", MAX_ENTRIES + 1))
                        .limit(MAX_ENTRIES)
                        .toList();
        byte[] head =
                (signed.id() + "." + signed.timestamp() + ".").getBytes(StandardCharsets.UTF_8);
        boolean matches = false;
        for (SigningSecret secret : secrets) {
            String expected = SigningKey.of(secret.secret()).sign(head, signed.body());
            matches |= contains(entries, expected.getBytes(StandardCharsets.UTF_8));
        }
        return matches ? Verdict.MATCHES : Verdict.DIFFERS;
    }

    /// Compares with all entries, so that timing tells nothing. Entries of other versions differ
    /// from every `v1` entry.
    private static boolean contains(List<String> entries, byte[] expected) {
        boolean found = false;
        for (String entry : entries) {
            found |= MessageDigest.isEqual(expected, entry.getBytes(StandardCharsets.UTF_8));
        }
        return found;
    }
}
