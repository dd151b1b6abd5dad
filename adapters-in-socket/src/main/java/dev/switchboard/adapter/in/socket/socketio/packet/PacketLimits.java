package dev.switchboard.adapter.in.socket.socketio.packet;

/// The limits of a packet. Shared by all connections of a server.
public final class PacketLimits {

    private final int attachments;
    private final int attachmentBytes;
    private final PacketJson json;

    /// @param attachments the greatest number of binary values in one packet
    /// @param attachmentBytes their greatest total size
    /// @param depth the greatest nesting of its JSON, its outermost array included
    public PacketLimits(int attachments, int attachmentBytes, int depth) {
        this.attachments = attachments;
        this.attachmentBytes = attachmentBytes;
        this.json = new PacketJson(depth);
    }

    int attachments() {
        return attachments;
    }

    int attachmentBytes() {
        return attachmentBytes;
    }

    PacketJson json() {
        return json;
    }
}
