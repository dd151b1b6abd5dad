package dev.switchboard.adapter.in.socket.engineio;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Several packets in one HTTP body, joined by a separator (contract sockets 2.2.2).
final class PollingPayload {

    /// No client gathers as many between two POSTs; who sends them wants to keep us busy.
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

    /// The next packet; [Packet.Signal#MALFORMED] when there are too many.
    Packet next() {
        int end = position;
        while (end < body.length && body[end] != SEPARATOR) {
            end++;
        }
        Packet packet =
                ++packets > MAX_PACKETS
                        ? Packet.Signal.MALFORMED
                        : PacketReader.polled(body, position, end);
        position = end + 1;
        return packet;
    }

    /// The body for packets that go out together.
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
