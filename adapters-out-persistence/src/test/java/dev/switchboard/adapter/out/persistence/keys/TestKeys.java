package dev.switchboard.adapter.out.persistence.keys;

import java.util.Arrays;
import java.util.Base64;

/// Keys that everybody knows.
public final class TestKeys {

    private TestKeys() {}

    /// A key ring whose master key is 32 times the same byte.
    public static KeyRing ring(int fill) {
        byte[] key = new byte[KeyRing.MASTER_KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return KeyRing.parse(Base64.getEncoder().encodeToString(key), "a test");
    }

    public static SecretCipher cipher() {
        return new SecretCipher(ring(1));
    }
}
