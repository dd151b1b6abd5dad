package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.channel.WebhookSignatures;
import dev.switchboard.domain.channel.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Signatures that a test can make itself by [#sign].
public final class FakeWebhookSignatures implements WebhookSignatures {
    /// The only valid signature of these values with a secret.
    public static String sign(SigningSecret secret, String id, String timestamp, String body) {
        return "v1," + Integer.toHexString((secret.id() + id + timestamp + body).hashCode());
    }

    @Override
    public Comparison verify(Signed signed, List<SigningSecret> secrets) {
        String body = new String(signed.body(), StandardCharsets.UTF_8);
        List<String> given = List.of(signed.signature().split(" ", -1));
        boolean matches =
                secrets.stream()
                        .map(secret -> sign(secret, signed.id(), signed.timestamp(), body))
                        .anyMatch(given::contains);
        return matches ? Comparison.MATCHES : Comparison.DIFFERS;
    }
}
