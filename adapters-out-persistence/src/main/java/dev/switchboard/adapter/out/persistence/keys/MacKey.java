package dev.switchboard.adapter.out.persistence.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// A key for one purpose, which signs by HMAC with SHA-256. What an older master key signed is as
/// good as long as that key is there.
final class MacKey {

    static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKey> keys;

    MacKey(KeyRing keys, String purpose) {
        this.keys = keys.all().stream().map(key -> key.derive(purpose, ALGORITHM)).toList();
    }

    byte[] sign(byte[] bytes) {
        return sign(keys.getFirst(), bytes);
    }

    /// Whether one of the keys makes what is given. All are tried, whichever it is.
    ///
    /// @param form makes of a signature what is compared
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
