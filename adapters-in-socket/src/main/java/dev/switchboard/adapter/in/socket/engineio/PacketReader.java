package dev.switchboard.adapter.in.socket.engineio;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Reads one packet from the bytes of a text frame, or from a part of a polling payload.
final class PacketReader {

    private static final byte[] PROBE = {'2', 'p', 'r', 'o', 'b', 'e'};

    /// Stands in a decoded text where bytes were no UTF-8, or where the sender wrote it himself.
    private static final char REPLACEMENT = '\uFFFD';

    private PacketReader() {}

    /// A text frame.
    static Packet text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    /// A part of a polling payload, where `b` begins a binary message in base64.
    static Packet polled(byte[] bytes, int from, int to) {
        return to > from && bytes[from] == 'b'
                ? base64(bytes, from + 1, to)
                : text(bytes, from, to);
    }

    private static Packet text(byte[] bytes, int from, int to) {
        if (from == to) {
            return Packet.Signal.MALFORMED;
        }
        return bytes[from] == '4' ? message(bytes, from + 1, to) : signal(bytes, from, to);
    }

    private static Packet message(byte[] bytes, int from, int to) {
        String message = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (message.indexOf(REPLACEMENT) >= 0 && !isUtf8(bytes, from, to)) {
            return Packet.Signal.UNREADABLE;
        }
        return new Packet.Text(message);
    }

    private static Packet signal(byte[] bytes, int from, int to) {
        if (!isUtf8(bytes, from, to)) {
            return Packet.Signal.UNREADABLE;
        }
        return switch (bytes[from]) {
            case '0' -> Packet.Signal.OPEN;
            case '1' -> Packet.Signal.CLOSE;
            case '2' -> isProbe(bytes, from, to) ? Packet.Signal.PROBE : Packet.Signal.PING;
            case '3' -> Packet.Signal.PONG;
            case '5' -> Packet.Signal.UPGRADE;
            case '6' -> Packet.Signal.NOOP;
            default -> Packet.Signal.MALFORMED;
        };
    }

    private static boolean isProbe(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, PROBE, 0, PROBE.length);
    }

    /// A String's own decoding is many times faster than a decoder that reports, but only replaces
    /// what is wrong; so this is asked only of texts that show a replacement, and of signals.
    private static boolean isUtf8(byte[] bytes, int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /// The stock Java client ends its base64 with a line end.
    private static Packet base64(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        try {
            byte[] message = Base64.getDecoder().decode(Arrays.copyOfRange(bytes, from, end));
            return new Packet.Binary(ByteBuffer.wrap(message));
        } catch (IllegalArgumentException _) {
            return Packet.Signal.MALFORMED;
        }
    }
}
