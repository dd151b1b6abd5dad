package dev.switchboard.adapter.in.socket.socketio.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// What the JSON of events and acks must look like.
final class PacketShape {

    /// They mean something to client libraries, so nobody may send them.
    private static final Set<String> RESERVED =
            Set.of(
                    "connect",
                    "connect_error",
                    "disconnect",
                    "disconnecting",
                    "newListener",
                    "removeListener");

    private PacketShape() {}

    static ArrayNode array(@Nullable JsonNode json) throws MalformedPacketException {
        if (json instanceof ArrayNode array) {
            return array;
        }
        throw new MalformedPacketException("payload is no array");
    }

    static Packet event(PacketHead head, ArrayNode json) throws MalformedPacketException {
        return new Packet.Event(head.namespace(), head.ackId(), name(json), values(json, 1));
    }

    static Packet ack(PacketHead head, ArrayNode json) throws MalformedPacketException {
        if (head.ackId() == Packet.NO_ACK) {
            throw new MalformedPacketException("ack without id");
        }
        return new Packet.Ack(head.namespace(), head.ackId(), values(json, 0));
    }

    private static String name(ArrayNode json) throws MalformedPacketException {
        JsonNode name = json.isEmpty() ? json : json.get(0);
        if (!name.isString() && !name.isNumber()) {
            throw new MalformedPacketException("event without name");
        }
        String text = name.asString();
        if (RESERVED.contains(text)) {
            throw new MalformedPacketException("reserved event name");
        }
        return text;
    }

    private static List<JsonNode> values(ArrayNode json, int from) {
        int size = json.size();
        if (size <= from) {
            return List.of();
        }
        if (size == from + 1) {
            return List.of(json.get(from));
        }
        List<JsonNode> values = new ArrayList<>(size - from);
        for (int i = from; i < size; i++) {
            values.add(json.get(i));
        }
        return List.copyOf(values);
    }
}
