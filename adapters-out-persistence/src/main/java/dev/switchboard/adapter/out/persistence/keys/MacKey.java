package dev.switchboard.adapter.out.persistence.keys;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// A key for one purpose, which signs by HMAC with SHA-256.
final class MacKey {

    static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    MacKey(KeyRing keys, String purpose) {
        this.key = keys.derive(purpose, ALGORITHM);
    }

    byte[] sign(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }
}
