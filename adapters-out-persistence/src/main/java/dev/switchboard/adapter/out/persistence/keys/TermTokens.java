package dev.switchboard.adapter.out.persistence.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Turns terms of the index of words into tokens: the first 8 bytes of an HMAC-SHA256 by a key that
/// is derived from the first master key. Equal terms have equal tokens, and without the key nobody
/// can tell which.
public final class TermTokens {

    private static final int BYTES = 8;

    /// People use few words often.
    private static final int REMEMBERED = 20_000;

    /// No term contains a line feed.
    private static final String NAME = "\nkey";

    private final MacKey key;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    TermTokens(KeyRing keys) {
        this.key = new MacKey(keys, "search-terms");
    }

    public String token(String term) {
        String token = known.get(term);
        if (token != null) {
            return token;
        }
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(term, this::made);
    }

    private String made(String term) {
        byte[] mac = Arrays.copyOf(key.sign(term.getBytes(UTF_8)), BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    /// The name of the key that makes the tokens.
    public String keyName() {
        return token(NAME);
    }
}
