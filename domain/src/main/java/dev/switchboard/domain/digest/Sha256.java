package dev.switchboard.domain.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of bytes, and of texts as UTF-8.
public final class Sha256 {

    private static final int DIGITS = 24;

    private Sha256() {}

    public static byte[] of(String text) {
        return digest(text.getBytes(UTF_8));
    }

    /// Returns the hash of a text as 64 hexadecimal digits.
    public static String hex(String text) {
        return hex(text.getBytes(UTF_8));
    }

    /// Returns the hash of bytes as 64 hexadecimal digits.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    /// Names what a caller requests with a key of its own, as 24 hexadecimal digits: the same for
    /// each repeat.
    public static String ofRequest(String caller, String key) {
        return hex(caller.length() + "/" + caller + "/" + key).substring(0, DIGITS);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
