package dev.switchboard.adapter.in.socket.socketio.packet;

import dev.switchboard.adapter.in.socket.engineio.EngineMessage;
import java.util.List;

/// The JSON array of an event or an ack with its attachments: the part that is the same for all
/// recipients. Immutable.
public final class EventPayload {

    private final List<byte[]> pieces;
    private final int length;
    private final boolean endsInText;
    private final List<EngineMessage> attachments;

    /// @param pieces the array in UTF-8 without its closing bracket
    EventPayload(List<byte[]> pieces, boolean endsInText, List<EngineMessage> attachments) {
        this.pieces = pieces;
        this.length = length(pieces);
        this.endsInText = endsInText;
        this.attachments = attachments;
    }

    private static int length(List<byte[]> pieces) {
        int length = 0;
        for (byte[] piece : pieces) {
            length += piece.length;
        }
        return length;
    }

    /// Whether the last argument is a string.
    public boolean endsInText() {
        return endsInText;
    }

    /// The size of the array in bytes without its closing bracket.
    int length() {
        return length;
    }

    void writeTo(MessageBuffer buffer) {
        for (byte[] piece : pieces) {
            buffer.put(piece);
        }
    }

    List<EngineMessage> attachments() {
        return attachments;
    }
}
