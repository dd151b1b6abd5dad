package dev.switchboard.adapter.out.persistence.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// A key for one purpose that signs with HMAC-SHA256. Signatures by an older master key are valid
/// as long as that key is configured.
final class MacKey {

    static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKey> keys;

    MacKey(KeyRing keys, String purpose) {
        this.keys = keys.all().stream().map(key -> key.derive(purpose, ALGORITHM)).toList();
    }

    byte[] sign(byte[] bytes) {
        return sign(keys.getFirst(), bytes);
    }

    /// Whether one of the keys produced a signature. Always tries all keys.
    ///
    /// @param form converts a signature into the form to compare
    boolean made(byte[] bytes, UnaryOperator<byte[]> form, byte[] given) {
        boolean made = false;
        for (SecretKey key : keys) {
            made |= MessageDigest.isEqual(form.apply(sign(key, bytes)), given);
        }
        return made;
    }

    private static byte[] sign(SecretKey key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }
}
