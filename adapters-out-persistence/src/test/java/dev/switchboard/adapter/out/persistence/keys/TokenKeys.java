package dev.switchboard.adapter.out.persistence.keys;

import java.util.Arrays;
import java.util.Base64;

/// Tokens by two keys of tests.
public final class TokenKeys {

    private TokenKeys() {}

    public static TermTokens first() {
        return of((byte) 1);
    }

    public static TermTokens second() {
        return of((byte) 2);
    }

    private static TermTokens of(byte each) {
        byte[] key = new byte[32];
        Arrays.fill(key, each);
        return new TermTokens(KeyRing.parse(Base64.getEncoder().encodeToString(key), "test"));
    }
}
