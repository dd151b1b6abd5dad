package dev.switchboard.domain.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key that signs by HMAC with SHA-256. Of any length: JOSE libraries refuse keys under 32 bytes,
/// and outside systems have shorter ones.
public final class HmacSha256 {

    public static final String ALGORITHM = "HmacSHA256";

    private final Key key;

    public HmacSha256(Key key) {
        this.key = key;
    }

    /// @throws IllegalArgumentException if it is empty
    public static HmacSha256 of(byte[] key) {
        return new HmacSha256(new SecretKeySpec(key, ALGORITHM));
    }

    /// Makes a signer from the text of a secret.
    ///
    /// @throws IllegalArgumentException if it is empty
    public static HmacSha256 of(Secret secret) {
        return of(secret.reveal().getBytes(UTF_8));
    }

    /// @param parts are signed as one, in their order
    public byte[] sign(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
