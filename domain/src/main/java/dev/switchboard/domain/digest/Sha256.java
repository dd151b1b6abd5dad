package dev.switchboard.domain.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of bytes, and of texts as UTF-8.
public final class Sha256 {

    private Sha256() {}

    public static byte[] of(String text) {
        return digest(text.getBytes(UTF_8));
    }

    /// As 64 hexadecimal digits.
    public static String hex(String text) {
        return hex(text.getBytes(UTF_8));
    }

    /// As 64 hexadecimal digits.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
