package dev.switchboard.adapter.out.upstreams.signing;

import dev.switchboard.domain.secret.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A Standard Webhooks secret as a key.
public final class SigningKey {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private SigningKey(SecretKeySpec key) {
        this.key = key;
    }

    /// Parses base64, with or without a leading `whsec_`.
    ///
    /// @throws IllegalArgumentException if the secret is malformed or empty; the message does not
    ///   quote it
    public static SigningKey of(Secret secret) {
        String text = secret.reveal();
        String encoded = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            return new SigningKey(new SecretKeySpec(bytes, ALGORITHM));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("a signing secret is whsec_ and base64");
        }
    }

    /// The `v1` entry for `id.timestamp.body`.
    ///
    /// @param head `id.timestamp.`
    String sign(byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
