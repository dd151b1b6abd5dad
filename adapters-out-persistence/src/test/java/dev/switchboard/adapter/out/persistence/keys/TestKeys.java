package dev.switchboard.adapter.out.persistence.keys;

import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Public keys for tests.
public final class TestKeys {

    private TestKeys() {}

    /// A key ring whose master keys are 32 times the same byte each.
    public static KeyRing ring(int... fills) {
        return KeyRing.parse(text(fills), "a test");
    }

    /// The same keys in the form of the setting.
    public static String text(int... fills) {
        return IntStream.of(fills).mapToObj(TestKeys::key).collect(Collectors.joining(","));
    }

    private static String key(int fill) {
        byte[] key = new byte[KeyRing.MASTER_KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    public static SecretCipher cipher() {
        return new SecretCipher(ring(1));
    }
}
