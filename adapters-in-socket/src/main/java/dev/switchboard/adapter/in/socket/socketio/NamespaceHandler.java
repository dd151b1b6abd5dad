package dev.switchboard.adapter.in.socket.socketio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Handles the sockets of a namespace.
///
/// All calls for one socket come one after the other, in the order of events: connect, connected,
/// then events and drained, finally disconnected. They run on a worker thread and may block; other
/// sockets do not wait. An unchecked exception is counted: that of a `connect` or `connected`
/// closes the connection as `SERVER`, an event that asked for an ack is answered
/// `{"ok":false,"error":"Internal error"}`, and any other changes nothing.
public interface NamespaceHandler {

    /// A client asks to join. Also called when it resumes a session: a pid never replaces
    /// authentication.
    ConnectDecision connect(ConnectRequest request);

    /// The client was told that it has joined. Events emitted by this method follow that answer
    /// directly; those of other threads wait until it returns.
    ///
    /// @param recovered whether the socket continues the session of [ConnectRequest#restored]
    default void connected(NamespaceSocket socket, boolean recovered) {}

    /// The client sent an event.
    ///
    /// @param name never a reserved name; a number in its decimal form
    /// @param args without the name; binary values are `BinaryNode`s
    /// @param reply answers the client's ack, now or later and from any thread; null if it asked
    ///   for none. A socket with too many unanswered events is not read until some are answered.
    /// @return whether the event is known; an unknown one is counted, and answered
    ///   `{"ok":false,"error":"Unknown event"}` unless the handler has answered already
    Handled event(NamespaceSocket socket, String name, List<JsonNode> args, @Nullable Reply reply);

    /// The queue has fallen below half of its limits after an emission was refused as full.
    default void drained(NamespaceSocket socket) {}

    /// The socket has ended. This is the last call. It is made whenever [#connect] accepted, even
    /// if the client was gone before the answer and so was never connected. A newer socket of the
    /// same session (with the same id) may be connected already: compare sockets, not ids.
    default void disconnected(NamespaceSocket socket, DisconnectReason reason) {}

    /// Whether a handler knew an event.
    enum Handled {
        /// The event was handled.
        KNOWN,
        /// There is no such event.
        UNKNOWN
    }
}
