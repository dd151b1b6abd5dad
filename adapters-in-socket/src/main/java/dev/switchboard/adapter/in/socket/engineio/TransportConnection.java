package dev.switchboard.adapter.in.socket.engineio;

/// The way to a session's client: one transport. None of its methods blocks, and none is called
/// while its session holds a lock.
interface TransportConnection {

    Transport transport();

    /// Something may be waiting in the session's outbox.
    void wake();

    /// Bytes that are on their way and not accepted.
    long unsent();

    /// The session is over: tells the client as far as it takes it at once, and hangs up.
    void finish(CloseReason reason);
}
