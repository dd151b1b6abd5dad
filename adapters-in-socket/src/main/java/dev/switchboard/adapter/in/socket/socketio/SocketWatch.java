package dev.switchboard.adapter.in.socket.socketio;

/// Sees what happens on a [SocketServer], for metrics and logs. May be called from any thread and
/// must not block. Names of namespaces are ours, never the client's.
public interface SocketWatch {

    /// Watches nothing.
    SocketWatch NONE = new SocketWatch() {};

    /// A client joined.
    default void connected(String namespace, boolean recovered) {}

    /// A client was refused by the handler.
    default void refused(String namespace) {}

    /// A client asked for a namespace that does not exist.
    default void strayed() {}

    /// A client sent an event.
    default void event(String namespace) {}

    /// A client sent an event that nobody knows.
    default void unknownEvent(String namespace) {}

    /// A handler or a recovery threw: our bug, or a store that is away.
    default void failed(String namespace, RuntimeException failure) {}

    /// A client sent what it must not; its connection is closed.
    ///
    /// @param fault what was wrong, in words that hold nothing of what it sent
    default void violated(String fault) {}

    /// A socket ended.
    default void disconnected(String namespace, DisconnectReason disconnectReason) {}
}
