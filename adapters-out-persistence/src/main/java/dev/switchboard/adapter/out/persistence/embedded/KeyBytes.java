package dev.switchboard.adapter.out.persistence.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Idempotency keys and fingerprints as the database keeps them: 32 bytes and 16 at most, however
/// long the texts are.
final class KeyBytes {

    /// As many as tell two texts apart by their hash.
    private static final int HASH = 16;

    /// Enough for the time at the start of our own message ids.
    private static final int START = 16;

    private KeyBytes() {}

    /// What a key is known by. A hash tells keys apart. Before it stands what orders them, whatever
    /// their scope: keys that count up, as the messages that callbacks answer do and the request
    /// ids of many senders, are written side by side, so that a group of them changes one page
    /// instead of one page each.
    static byte[] of(String scope, String key) {
        byte[] text = key.getBytes(UTF_8);
        int start = Math.min(text.length, START);
        return ByteBuffer.allocate(start + HASH)
                .put(text, 0, start)
                .put(hash(scope.getBytes(UTF_8), text), 0, HASH)
                .array();
    }

    /// Behind all that [#of] says, for no text has a byte of ones, and no key is empty.
    static byte[] last() {
        return new byte[] {-1};
    }

    /// The text itself if it is shorter than a hash, so that the two are never taken for each
    /// other.
    static byte[] ofFingerprint(String fingerprint) {
        byte[] text = fingerprint.getBytes(UTF_8);
        return text.length < HASH ? text : Arrays.copyOf(sha256().digest(text), HASH);
    }

    private static byte[] hash(byte[] scope, byte[] key) {
        MessageDigest hash = sha256();
        hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(scope.length).flip());
        hash.update(scope);
        return hash.digest(key);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
