package dev.switchboard.adapter.in.socket.socketio.packet;

/// A client broke the protocol; nothing it sends later can be understood. The message names the
/// fault and holds nothing of what the client sent.
public final class MalformedPacketException extends Exception {

    private static final long serialVersionUID = 1;

    private final String fault;

    public MalformedPacketException(String fault) {
        super(fault, null, false, false);
        this.fault = fault;
    }

    /// What is wrong.
    public String fault() {
        return fault;
    }
}
