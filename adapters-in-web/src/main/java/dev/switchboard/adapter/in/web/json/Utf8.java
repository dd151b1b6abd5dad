package dev.switchboard.adapter.in.web.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.json.UnreadableJsonException.Flaw;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// Decodes strict UTF-8; Java's own decoding would silently insert U+FFFD.
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    static String decode(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeWithCare(bytes);
    }

    private static String decodeWithCare(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw new UnreadableJsonException(Flaw.MALFORMED);
        }
    }

    /// Whether every surrogate is paired, so that the text can be encoded as UTF-8.
    static boolean encodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(Utf8::isSurrogate);
            }
        }
        return true;
    }

    /// Whether a code point is a surrogate without its other half.
    static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
