package dev.switchboard.adapter.in.socket.socketio.packet;

/// What stands before a packet's JSON: `<type>[<attachments>-][<namespace>,][<ack id>]`.
///
/// @param ackId [Packet#NO_ACK] if there is none
/// @param length its characters; the JSON begins behind them
record PacketHead(PacketKind kind, int attachments, String namespace, long ackId, int length) {

    /// As many digits fit a long.
    private static final int MAX_DIGITS = 18;

    static PacketHead of(String text) throws MalformedPacketException {
        if (text.isEmpty()) {
            throw new MalformedPacketException("empty message");
        }
        PacketKind kind = PacketKind.of(text.charAt(0));
        int at = 1;
        int attachments = 0;
        if (kind.hasAttachments()) {
            int dash = endOfDigits(text, at);
            attachments = attachments(text, at, dash);
            at = dash + 1;
        }
        String namespace = "/";
        if (at < text.length() && text.charAt(at) == '/') {
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            namespace = text.substring(at, end);
            at = Math.min(end + 1, text.length());
        }
        int end = endOfDigits(text, at);
        long ackId = end == at ? Packet.NO_ACK : number(text, at, end);
        return new PacketHead(kind, attachments, namespace, ackId, end);
    }

    private static int attachments(String text, int from, int dash)
            throws MalformedPacketException {
        if (dash == from || dash == text.length() || text.charAt(dash) != '-') {
            throw new MalformedPacketException("illegal number of attachments");
        }
        return (int) Math.min(number(text, from, dash), Integer.MAX_VALUE);
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static long number(String text, int from, int to) throws MalformedPacketException {
        if (to - from > MAX_DIGITS) {
            throw new MalformedPacketException("number too long");
        }
        return Long.parseLong(text, from, to, 10);
    }
}
