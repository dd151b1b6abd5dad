package dev.switchboard.adapter.in.socket.socketio.packet;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes packets of one connection's messages. Remembers a packet whose attachments have not all
/// come yet, so its calls must not overlap.
public final class PacketDecoder {

    private final PacketLimits limits;
    private @Nullable Unfinished unfinished;

    public PacketDecoder(PacketLimits limits) {
        this.limits = limits;
    }

    /// Reads a text message.
    ///
    /// @return [Packet.Incomplete] if attachments follow
    public Packet text(String message) throws MalformedPacketException {
        if (unfinished != null) {
            throw new MalformedPacketException("text in place of an attachment");
        }
        PacketHead head = PacketHead.of(message);
        if (head.attachments() > limits.attachments()) {
            throw new MalformedPacketException("too many attachments");
        }
        JsonNode json = json(message, head.length());
        if (head.attachments() == 0) {
            return packet(head, head.kind().hasAttachments() ? filled(json, List.of()) : json);
        }
        unfinished = new Unfinished(head, PacketShape.array(json));
        return new Packet.Incomplete(head.namespace());
    }

    /// Reads a binary message.
    ///
    /// @return [Packet.Incomplete] if more attachments follow
    public Packet binary(ByteBuffer message) throws MalformedPacketException {
        Unfinished begun = unfinished;
        if (begun == null) {
            throw new MalformedPacketException("an attachment of no packet");
        }
        if (begun.bytes() + message.remaining() > limits.attachmentBytes()) {
            throw new MalformedPacketException("attachments too large");
        }
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        if (!begun.completedBy(BinaryNode.valueOf(bytes))) {
            return new Packet.Incomplete(begun.head().namespace());
        }
        unfinished = null;
        return packet(begun.head(), filled(begun.json(), begun.attachments()));
    }

    private @Nullable JsonNode json(String message, int from) throws MalformedPacketException {
        if (from == message.length()) {
            return null;
        }
        String json = message.substring(from);
        return json.equals("[]") ? JsonNodeFactory.instance.arrayNode(0) : limits.json().read(json);
    }

    private static ArrayNode filled(@Nullable JsonNode json, List<BinaryNode> attachments)
            throws MalformedPacketException {
        ArrayNode values = PacketShape.array(json);
        Placeholders.fill(values, attachments);
        return values;
    }

    private static Packet packet(PacketHead head, @Nullable JsonNode json)
            throws MalformedPacketException {
        String namespace = head.namespace();
        return switch (head.kind()) {
            case CONNECT -> new Packet.Connect(namespace, auth(json));
            case DISCONNECT -> disconnect(namespace, json);
            case EVENT, BINARY_EVENT -> PacketShape.event(head, PacketShape.array(json));
            case ACK, BINARY_ACK -> PacketShape.ack(head, PacketShape.array(json));
            case CONNECT_ERROR -> throw new MalformedPacketException("refusal by a client");
        };
    }

    private static ObjectNode auth(@Nullable JsonNode json) throws MalformedPacketException {
        if (json == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (json instanceof ObjectNode auth) {
            return auth;
        }
        throw new MalformedPacketException("connect auth is no object");
    }

    private static Packet disconnect(String namespace, @Nullable JsonNode json)
            throws MalformedPacketException {
        if (json != null) {
            throw new MalformedPacketException("payload on a disconnect");
        }
        return new Packet.Disconnect(namespace);
    }
}
