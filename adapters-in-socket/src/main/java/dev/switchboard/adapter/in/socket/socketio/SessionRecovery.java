package dev.switchboard.adapter.in.socket.socketio;

import org.jspecify.annotations.Nullable;

/// Stores the sessions of a namespace beyond their connections. A pid is a secret of at least 120
/// random bits; implementations store only its hash.
///
/// [#restore], [#save] and [#forget] run on a worker thread and may block. If they throw, the
/// client's connection is closed as `SERVER` (restore, save), or nothing happens (forget).
public interface SessionRecovery {

    /// Looks up a session without changing it: the client is not authenticated yet.
    ///
    /// @param offset as the client sent it, or null
    /// @return null if the pid is unknown or its window has passed
    @Nullable Restored restore(String pid, @Nullable String offset);

    /// A socket has taken over the session, new or restored. Called before the client is told, and
    /// before an older socket of the session on this hub is closed as `REPLACED`. From here on,
    /// older sockets on other hubs must not write any more (their epoch has passed).
    void save(String pid, NamespaceSocket socket);

    /// One side has left for good: the session cannot be resumed. Called before
    /// [NamespaceHandler#disconnected].
    void forget(String pid, NamespaceSocket socket);

    /// The socket's current offset. It is added to an event without ack whose last argument is a
    /// string, because standard clients take any such string for their offset. Must not block.
    ///
    /// @return at most 200 characters
    String position(NamespaceSocket socket);
}
