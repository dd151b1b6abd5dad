package dev.switchboard.adapter.in.socket.socketio.packet;

/// What a packet may be. One for all connections of a server.
public final class PacketLimits {

    private final int attachments;
    private final PacketJson json;

    /// @param attachments binary values of one packet
    /// @param depth nesting of its JSON, its outermost array included
    public PacketLimits(int attachments, int depth) {
        this.attachments = attachments;
        this.json = new PacketJson(depth);
    }

    int attachments() {
        return attachments;
    }

    PacketJson json() {
        return json;
    }
}
