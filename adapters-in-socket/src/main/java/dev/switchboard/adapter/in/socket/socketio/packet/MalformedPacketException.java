package dev.switchboard.adapter.in.socket.socketio.packet;

/// Thrown if a client violated the protocol; nothing that it sends later can be understood. The
/// message names the fault without client data.
public final class MalformedPacketException extends Exception {

    private static final long serialVersionUID = 1;

    private final String fault;

    public MalformedPacketException(String fault) {
        super(fault, null, false, false);
        this.fault = fault;
    }

    /// The violation.
    public String fault() {
        return fault;
    }
}
