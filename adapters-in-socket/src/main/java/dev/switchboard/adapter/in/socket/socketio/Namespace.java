package dev.switchboard.adapter.in.socket.socketio;

import org.jspecify.annotations.Nullable;

/// What stands behind the name of a namespace.
///
/// @param recovery where its sessions outlive their connections; null if they do not, then clients
///   get no `pid`
public record Namespace(NamespaceHandler handler, @Nullable SessionRecovery recovery) {

    /// A namespace whose sessions end with their connections.
    public Namespace(NamespaceHandler handler) {
        this(handler, null);
    }
}
