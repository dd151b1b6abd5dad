package dev.switchboard.adapter.in.socket.socketio;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Receives the ack of an event, or its absence: exactly one method is called, once.
///
/// The call comes on the I/O thread that read the ack, which saves a switch of threads (or on the
/// timer's thread, or on the one that ended the socket). It must be short, take no lock that is
/// held during I/O, and hand all other work to another thread.
@FunctionalInterface
public interface AckCallback {

    /// The client has acked.
    ///
    /// @param args the arguments of the ack, usually one; binary values are `BinaryNode`s
    void acked(List<JsonNode> args);

    /// The client has not acked in time (a later ack is ignored), or the socket has ended.
    default void missed(Missed missed) {}

    /// The reason for a missing ack.
    enum Missed {
        /// The time limit has passed.
        TIMEOUT,
        /// The socket has ended.
        CLOSED
    }
}
