package dev.switchboard.adapter.in.socket.engineio;

/// Receives the events of sessions, for metrics. Called on I/O threads; must not block.
public interface EngineWatch {

    /// A session began.
    default void opened(Transport transport) {}

    /// A session moved from polling to WebSocket.
    default void upgraded() {}

    /// A session ended.
    ///
    /// @param transport its last transport
    default void closed(Transport transport, CloseReason reason) {}

    /// A request was refused.
    default void refused(Refusal refusal) {}
}
