package dev.switchboard.adapter.in.socket.socketio.packet;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A packet from a client. Its `toString` contains no client data but the namespace.
public sealed interface Packet {

    /// The ack id of an event that asks for no ack.
    long NO_ACK = -1;

    String namespace();

    /// The client wants to join a namespace.
    ///
    /// @param auth empty if the client sent none
    record Connect(String namespace, ObjectNode auth) implements Packet {

        @Override
        public String toString() {
            return "Connect[" + namespace + "]";
        }
    }

    /// The client leaves a namespace.
    record Disconnect(String namespace) implements Packet {}

    /// An event.
    ///
    /// @param ackId [#NO_ACK] if it asks for no ack
    /// @param name a number is in its decimal form
    /// @param args without the name
    record Event(String namespace, long ackId, String name, List<JsonNode> args) implements Packet {

        @Override
        public String toString() {
            return "Event[" + namespace + "]";
        }
    }

    /// The client's ack of an event.
    record Ack(String namespace, long ackId, List<JsonNode> args) implements Packet {

        @Override
        public String toString() {
            return "Ack[" + namespace + "]";
        }
    }

    /// The beginning of a packet whose attachments follow.
    record Incomplete(String namespace) implements Packet {}
}
