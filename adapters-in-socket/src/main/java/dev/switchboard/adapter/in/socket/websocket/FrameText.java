package dev.switchboard.adapter.in.socket.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Texts as they come in frames.
final class FrameText {

    /// Stands in a decoded text where bytes were no UTF-8, or where the sender wrote it himself.
    private static final char REPLACEMENT = '\uFFFD';

    private FrameText() {}

    /// A String's own decoding is many times faster than a decoder that reports, but only replaces
    /// what is wrong.
    ///
    /// @return null if it is no text
    static @Nullable String read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 || isUtf8(bytes) ? text : null;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
