package dev.switchboard.adapter.out.upstreams.pega;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A shared secret that signs and verifies tokens with HMAC-SHA256. Uses only the JDK, because JOSE
/// libraries refuse keys under 32 bytes, and shorter ones occur.
final class HmacKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private HmacKey(SecretKeySpec key) {
        this.key = key;
    }

    static HmacKey of(Secret secret) {
        return new HmacKey(new SecretKeySpec(secret.reveal().getBytes(UTF_8), ALGORITHM));
    }

    /// @param text ASCII
    byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /// Takes the same time wherever the signatures differ.
    boolean signed(String text, byte[] signature) {
        return MessageDigest.isEqual(sign(text), signature);
    }
}
