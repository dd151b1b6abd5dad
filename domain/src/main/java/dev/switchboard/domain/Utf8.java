package dev.switchboard.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/// Strict UTF-8. Java's own decoding and encoding silently replace what is no text.
public final class Utf8 {

    /// Appears in a decoded text where the bytes were no UTF-8, or where the sender wrote it.
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /// Returns the text; null if the bytes are no UTF-8.
    public static @Nullable String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /// Like [#decode(byte[])], for a part of the bytes.
    ///
    /// @param until the index after the last one
    public static @Nullable String decode(byte[] bytes, int from, int until) {
        // Many times faster than a decoder that reports what is invalid.
        String text = new String(bytes, from, until - from, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 || isUtf8(bytes, from, until) ? text : null;
    }

    private static boolean isUtf8(byte[] bytes, int from, int until) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, until - from));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /// Whether every surrogate is paired, so that the text can be encoded.
    public static boolean encodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(Utf8::isSurrogate);
            }
        }
        return true;
    }

    /// Returns the text, or its beginning if it is longer, which does not end with half a
    /// character.
    ///
    /// @param most UTF-16 units
    public static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean cutsInHalf = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, cutsInHalf ? most - 1 : most);
    }

    /// Whether a code point is a surrogate without its other half.
    public static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
