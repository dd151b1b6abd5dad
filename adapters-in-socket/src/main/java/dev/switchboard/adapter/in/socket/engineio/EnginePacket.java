package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.domain.Utf8;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A decoded packet from a client.
sealed interface EnginePacket {

    /// A text message, without its packet type.
    record Text(String message) implements EnginePacket {}

    /// A binary message.
    record Binary(ByteBuffer message) implements EnginePacket {}

    /// A packet without content for the upper layer.
    enum Signal implements EnginePacket {
        OPEN,
        CLOSE,
        PING,
        /// A ping with the word `probe`, sent over the new WebSocket.
        PROBE,
        PONG,
        UPGRADE,
        NOOP,
        /// An empty packet or an unknown type.
        MALFORMED,
        /// Text that is no UTF-8.
        UNREADABLE,
        /// A message over maxPayload.
        TOO_LARGE,
        /// All clients together have begun more than there is room for.
        UNAFFORDABLE
    }

    /// A text frame.
    static EnginePacket text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    /// A part of a polling payload, where `b` begins a binary message in base64.
    static EnginePacket polled(byte[] bytes, int from, int to) {
        return to > from && bytes[from] == 'b'
                ? base64(bytes, from + 1, to)
                : text(bytes, from, to);
    }

    private static EnginePacket text(byte[] bytes, int from, int to) {
        if (from == to) {
            return Signal.MALFORMED;
        }
        return bytes[from] == '4' ? message(bytes, from + 1, to) : signal(bytes, from, to);
    }

    private static EnginePacket message(byte[] bytes, int from, int to) {
        String message = Utf8.decode(bytes, from, to);
        return message == null ? Signal.UNREADABLE : new Text(message);
    }

    private static EnginePacket signal(byte[] bytes, int from, int to) {
        String text = Utf8.decode(bytes, from, to);
        if (text == null) {
            return Signal.UNREADABLE;
        }
        return switch (text.charAt(0)) {
            case '0' -> Signal.OPEN;
            case '1' -> Signal.CLOSE;
            case '2' -> text.equals("2probe") ? Signal.PROBE : Signal.PING;
            case '3' -> Signal.PONG;
            case '5' -> Signal.UPGRADE;
            case '6' -> Signal.NOOP;
            default -> Signal.MALFORMED;
        };
    }

    /// The standard Java client ends its base64 with a newline.
    private static EnginePacket base64(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        try {
            byte[] message = Base64.getDecoder().decode(Arrays.copyOfRange(bytes, from, end));
            return new Binary(ByteBuffer.wrap(message));
        } catch (IllegalArgumentException _) {
            return Signal.MALFORMED;
        }
    }

    /// Several packets in one HTTP body, joined by a separator.
    final class PollingPayload {

        /// No client collects this many between two POSTs; a longer payload is an attack.
        static final int MAX_PACKETS = 4096;

        private static final byte SEPARATOR = 0x1e;

        private final byte[] body;
        private int position;
        private int packets;

        PollingPayload(byte[] body) {
            this.body = body;
        }

        boolean hasNext() {
            return position <= body.length;
        }

        /// Returns the next packet; [Signal#MALFORMED] if there are too many.
        EnginePacket next() {
            int end = position;
            while (end < body.length && body[end] != SEPARATOR) {
                end++;
            }
            EnginePacket packet =
                    ++packets > MAX_PACKETS ? Signal.MALFORMED : polled(body, position, end);
            position = end + 1;
            return packet;
        }

        /// Joins packets into one body.
        static ByteBuffer joined(List<EngineMessage> packets) {
            List<byte[]> parts = new ArrayList<>(packets.size());
            int length = packets.size() - 1;
            for (EngineMessage packet : packets) {
                byte[] part = packet.forPolling();
                parts.add(part);
                length += part.length;
            }
            ByteBuffer joined = ByteBuffer.allocate(length);
            for (byte[] part : parts) {
                if (joined.position() > 0) {
                    joined.put(SEPARATOR);
                }
                joined.put(part);
            }
            return joined.flip();
        }
    }
}
