package dev.switchboard.adapter.in.socket.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Decodes the text of frames.
final class FrameText {

    /// Appears in a decoded text where the bytes were no UTF-8, or where the sender wrote it.
    private static final char REPLACEMENT = '\uFFFD';

    private FrameText() {}

    /// String's own decoding is many times faster than a reporting decoder, but replaces invalid
    /// bytes.
    ///
    /// @return null if the bytes are no text
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
