package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.Handshake;
import dev.switchboard.domain.session.Offered;
import java.time.Duration;

/// One client in one namespace. Its methods may be called from any thread and never block. After
/// its end every emission returns `CLOSED`.
public interface NamespaceSocket {

    /// A random id of at least 120 bits; the same again after a recovery. Not the id of the
    /// Engine.IO session.
    String id();

    /// Returns the attributes of [ConnectDecision.Accept].
    ///
    /// @throws ClassCastException if they are of another type
    <T> T attributes(Class<T> type);

    /// The request that opened the connection.
    Handshake handshake();

    /// Emits without ack. `FULL` means that nothing was queued and [NamespaceHandler#drained]
    /// follows.
    Offered emit(ServerEvent event);

    /// Emits without ack, with an offset after the arguments: a standard client presents the last
    /// one it got when it resumes its session. `FULL` as above.
    ///
    /// @param offset at most 200 characters
    Offered emit(ServerEvent event, String offset);

    /// Emits and asks for an ack. Never carries an offset, because the client's handler expects its
    /// callback in that place. The callback is called exactly once if this returns `QUEUED`, else
    /// never.
    Offered emit(ServerEvent event, Duration timeout, AckCallback callback);

    /// Leaves the namespace; the client is told, and its session cannot be resumed. Does nothing if
    /// the socket has ended.
    void disconnect();

    /// Closes the whole connection with all its namespaces; its sessions can be resumed.
    void close(CloseReason reason);
}
