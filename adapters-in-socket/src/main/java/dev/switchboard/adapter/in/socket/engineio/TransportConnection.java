package dev.switchboard.adapter.in.socket.engineio;

/// The connection to a session's client over one transport. No method blocks, and none is called
/// while the session holds a lock.
interface TransportConnection {

    Transport transport();

    /// Something may be waiting in the session's outbox.
    void wake();

    /// The bytes that are on their way and not accepted.
    long unsent();

    /// Ends the connection: sends the client what it takes at once, and hangs up.
    void finish(CloseReason reason);
}
