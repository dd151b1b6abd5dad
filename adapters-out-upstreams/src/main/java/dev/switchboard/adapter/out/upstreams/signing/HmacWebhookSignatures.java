package dev.switchboard.adapter.out.upstreams.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.channel.WebhookSignatures;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.secret.ConstantTime;
import java.util.List;
import java.util.stream.Stream;

/// Verifies signatures by computing them again.
public final class HmacWebhookSignatures implements WebhookSignatures {

    /// Two during a rotation; the limit keeps a header from causing thousands of comparisons.
    static final int MAX_ENTRIES = 10;

    @Override
    public Comparison verify(Signed signed, List<SigningSecret> secrets) {
        List<byte[]> entries =
                Stream.of(signed.signature().split(" ", MAX_ENTRIES + 1))
                        .limit(MAX_ENTRIES)
                        .map(entry -> entry.getBytes(UTF_8))
                        .toList();
        byte[] head = (signed.id() + "." + signed.timestamp() + ".").getBytes(UTF_8);
        boolean matches = false;
        for (SigningSecret secret : secrets) {
            String expected = ChannelSigningKey.of(secret.secret()).sign(head, signed.body());
            // entries of other versions differ from every `v1` entry
            matches |= ConstantTime.anyEquals(entries.stream(), expected.getBytes(UTF_8));
        }
        return matches ? Comparison.MATCHES : Comparison.DIFFERS;
    }
}
