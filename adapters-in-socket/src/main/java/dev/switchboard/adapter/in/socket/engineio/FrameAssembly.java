package dev.switchboard.adapter.in.socket.engineio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/// Puts the fragments of a WebSocket message together and reads the packet in it. Holds memory only
/// between a message's first and last fragment.
///
/// Of a message over the limit the rest is read and dropped, within reason: a client that is hung
/// up on while it sends would see a broken connection instead of the reason.
final class FrameAssembly {

    private static final int WITHIN_REASON = 16;

    private final int maxPayload;
    private @Nullable ByteArrayOutputStream parts;
    private boolean binary;
    private long size;

    FrameAssembly(int maxPayload) {
        this.maxPayload = maxPayload;
    }

    /// @return the packet, when this frame was its last
    @Nullable Packet add(Frame frame) {
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            binary = frame.getOpCode() == OpCode.BINARY;
            size = 0;
        }
        size += frame.getPayloadLength();
        if (size > maxPayload) {
            parts = null;
            boolean enough = frame.isFin() || size > (long) WITHIN_REASON * maxPayload;
            return enough ? Packet.Signal.TOO_LARGE : null;
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
