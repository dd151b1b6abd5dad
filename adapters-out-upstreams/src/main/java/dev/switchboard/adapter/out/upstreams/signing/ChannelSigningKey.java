package dev.switchboard.adapter.out.upstreams.signing;

import dev.switchboard.domain.secret.HmacSha256;
import dev.switchboard.domain.secret.Secret;
import java.util.Base64;

/// A Standard Webhooks secret as a key.
public final class ChannelSigningKey {

    private static final String PREFIX = "whsec_";

    private final HmacSha256 key;

    private ChannelSigningKey(HmacSha256 key) {
        this.key = key;
    }

    /// Parses base64, with or without a leading `whsec_`.
    ///
    /// @throws IllegalArgumentException if the secret is malformed or empty; the message does not
    ///   quote it
    public static ChannelSigningKey of(Secret secret) {
        String text = secret.reveal();
        String encoded = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        try {
            return new ChannelSigningKey(HmacSha256.of(Base64.getDecoder().decode(encoded)));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("a signing secret is whsec_ and base64");
        }
    }

    /// The `v1` entry for `id.timestamp.body`.
    ///
    /// @param head `id.timestamp.`
    String sign(byte[] head, byte[] body) {
        return "v1," + Base64.getEncoder().encodeToString(key.sign(head, body));
    }
}
