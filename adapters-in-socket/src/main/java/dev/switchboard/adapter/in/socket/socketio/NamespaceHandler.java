package dev.switchboard.adapter.in.socket.socketio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a namespace does with its sockets.
///
/// All calls for one socket come one after the other, in the order in which things happened:
/// connect, connected, then events and drained, disconnected last. They run on a worker thread and
/// may block; other sockets do not wait meanwhile. Whatever unchecked exception leaves a method is
/// counted and closes nothing: an event that asked for an ack is answered
/// `{"ok":false,"error":"Internal error"}`, a connect is refused with that message.
public interface NamespaceHandler {

    /// A client asks to join. Always called, also when it resumes a session: having a pid never
    /// replaces authentication.
    ConnectDecision connect(ConnectRequest request);

    /// The client was told that it has joined. What this method emits goes out directly behind that
    /// answer; what other threads emit meanwhile waits until it returns.
    ///
    /// @param recovered whether the socket goes on with the session of [ConnectRequest#restored]
    default void connected(ServerSocket socket, boolean recovered) {}

    /// The client sent an event.
    ///
    /// @param name a reserved name never arrives; a number stands in its decimal form
    /// @param args without the name; binary values are `BinaryNode`s
    /// @param reply answers the client's ack, now or later and from any thread; null if it asked
    ///   for none. A socket with too many unanswered events is not read until some are answered.
    /// @return whether the event is known; an unknown one is counted, and answered
    ///   `{"ok":false,"error":"Unknown event"}` unless the handler has answered already
    Handled event(ServerSocket socket, String name, List<JsonNode> args, @Nullable Reply reply);

    /// After an emission was refused as full, the queue has fallen under half of its limits.
    default void drained(ServerSocket socket) {}

    /// The socket is over. The last call, made whenever [#connect] accepted, even if the client was
    /// gone before it could be told and so was never connected. A newer socket of the same session
    /// (same id) may be connected already: compare sockets, not ids.
    default void disconnected(ServerSocket socket, DisconnectReason disconnectReason) {}

    /// Whether a handler knew an event.
    enum Handled {
        /// It did what the event asks for.
        KNOWN,
        /// It has no such event.
        UNKNOWN
    }
}
