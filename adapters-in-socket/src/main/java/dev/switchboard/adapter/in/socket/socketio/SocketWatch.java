package dev.switchboard.adapter.in.socket.socketio;

/// Receives the events of a [SocketServer], for metrics and logs. May be called from any thread and
/// must not block. Names of namespaces are the server's, never the client's.
public interface SocketWatch {

    /// Ignores all events.
    SocketWatch NONE = new SocketWatch() {};

    /// A client joined.
    default void connected(String namespace, boolean recovered) {}

    /// The handler refused a client.
    default void refused(String namespace) {}

    /// A client asked for a namespace that does not exist.
    default void strayed() {}

    /// A client sent an event.
    default void event(String namespace) {}

    /// A client sent an unknown event.
    default void unknownEvent(String namespace) {}

    /// A handler or a recovery threw: a bug, or an unavailable store.
    default void failed(String namespace, RuntimeException failure) {}

    /// A client violated the protocol; its connection is closed.
    ///
    /// @param fault the violation, without client data
    default void violated(String fault) {}

    /// A socket ended.
    default void disconnected(String namespace, DisconnectReason reason) {}
}
