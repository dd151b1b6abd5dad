package dev.switchboard.adapter.in.socket.socketio;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Hears what became of an event that asked for an ack: exactly one of its methods is called, once.
///
/// The call comes on the I/O thread that read the ack, so that it costs no hop (or on the timer's,
/// or on that which ended the socket): it must be short, take no lock that is held during I/O, and
/// hand everything else to another thread.
@FunctionalInterface
public interface AckCallback {

    /// The client has acked.
    ///
    /// @param args what it acked with, mostly one; binary values are `BinaryNode`s
    void acked(List<JsonNode> args);

    /// The client has not acked in time (an ack that comes later is ignored), or the socket is
    /// over.
    default void missed(Missed missed) {}

    /// Why no ack came.
    enum Missed {
        /// The time given to it has passed.
        TIMEOUT,
        /// The socket is over.
        CLOSED
    }
}
