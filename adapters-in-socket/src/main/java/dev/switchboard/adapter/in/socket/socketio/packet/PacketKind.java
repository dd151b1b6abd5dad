package dev.switchboard.adapter.in.socket.socketio.packet;

/// The types of packets.
enum PacketKind {
    CONNECT('0'),
    DISCONNECT('1'),
    EVENT('2'),
    ACK('3'),
    CONNECT_ERROR('4'),
    BINARY_EVENT('5'),
    BINARY_ACK('6');

    private final byte digit;

    PacketKind(char digit) {
        this.digit = (byte) digit;
    }

    static PacketKind of(char digit) throws MalformedPacketException {
        return switch (digit) {
            case '0' -> CONNECT;
            case '1' -> DISCONNECT;
            case '2' -> EVENT;
            case '3' -> ACK;
            case '4' -> CONNECT_ERROR;
            case '5' -> BINARY_EVENT;
            case '6' -> BINARY_ACK;
            default -> throw new MalformedPacketException("unknown packet type");
        };
    }

    boolean hasAttachments() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }

    /// Its digit on the wire.
    byte digit() {
        return digit;
    }
}
