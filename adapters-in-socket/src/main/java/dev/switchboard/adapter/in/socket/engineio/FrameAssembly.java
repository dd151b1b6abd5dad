package dev.switchboard.adapter.in.socket.engineio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// Puts the fragments of a WebSocket message together and reads the packet in it. Holds memory only
/// between a message's first and last fragment, and never more than the limit.
final class FrameAssembly {

    /// Empty ones count, so that nobody sends them for ever. Far more than a large message needs,
    /// whose frames come here in the pieces that the network delivers.
    private static final int MOST_FRAGMENTS = 16_384;

    private final int maxPayload;
    private @Nullable ByteArrayOutputStream parts;
    private boolean binary;
    private int size;
    private int fragments;

    FrameAssembly(int maxPayload) {
        this.maxPayload = maxPayload;
    }

    /// @return the packet, when this frame was its last or goes over a limit
    @Nullable Packet add(Frame frame) {
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            binary = frame.getOpCode() == OpCode.BINARY;
            size = 0;
            fragments = 0;
        }
        size += frame.getPayloadLength();
        fragments++;
        if (size > maxPayload || fragments > MOST_FRAGMENTS) {
            parts = null;
            return Packet.Signal.TOO_LARGE;
        }
        return parts == null && frame.isFin() ? packet(bytes(frame)) : gather(frame);
    }

    private @Nullable Packet gather(Frame frame) {
        ByteArrayOutputStream gathered = parts == null ? new ByteArrayOutputStream() : parts;
        gathered.writeBytes(bytes(frame));
        parts = frame.isFin() ? null : gathered;
        return frame.isFin() ? packet(gathered.toByteArray()) : null;
    }

    private static byte[] bytes(Frame frame) {
        byte[] bytes = new byte[frame.getPayloadLength()];
        if (bytes.length > 0) {
            frame.getPayload().get(bytes);
        }
        return bytes;
    }

    private Packet packet(byte[] bytes) {
        return binary ? new Packet.Binary(ByteBuffer.wrap(bytes)) : PacketReader.text(bytes);
    }
}
