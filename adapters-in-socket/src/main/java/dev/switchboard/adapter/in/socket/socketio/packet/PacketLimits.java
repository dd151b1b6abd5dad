package dev.switchboard.adapter.in.socket.socketio.packet;

/// What a packet may be. One for all connections of a server.
public final class PacketLimits {

    private final int attachments;
    private final int attachmentBytes;
    private final PacketJson json;

    /// @param attachments binary values of one packet
    /// @param attachmentBytes their bytes in all
    /// @param depth nesting of its JSON, its outermost array included
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
