package dev.switchboard.adapter.in.socket.socketio;

import org.jspecify.annotations.Nullable;

/// The implementation of a namespace.
///
/// @param recovery stores sessions beyond their connections; null if they end with them, and then
///   clients get no `pid`
public record Namespace(NamespaceHandler handler, @Nullable SessionRecovery recovery) {

    /// A namespace whose sessions end with their connections.
    public Namespace(NamespaceHandler handler) {
        this(handler, null);
    }
}
