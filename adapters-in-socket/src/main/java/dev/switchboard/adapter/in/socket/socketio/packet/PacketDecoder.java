package dev.switchboard.adapter.in.socket.socketio.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Decodes the messages of one connection into packets. Keeps a packet whose attachments are
/// incomplete, so its calls must not overlap.
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

    /// The shape of the JSON of events and acks.
    private static final class PacketShape {

        /// Client libraries use these names themselves, so clients may not send them.
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

    /// A packet with the attachments that have arrived so far.
    private record Unfinished(PacketHead head, ArrayNode json, List<BinaryNode> attachments) {

        Unfinished(PacketHead head, ArrayNode json) {
            this(head, json, new ArrayList<>());
        }

        /// The size of its attachments so far.
        long bytes() {
            return attachments.stream().mapToLong(one -> one.binaryValue().length).sum();
        }

        /// Adds the next attachment; true if it was the last one.
        boolean completedBy(BinaryNode attachment) {
            attachments.add(attachment);
            return attachments.size() == head.attachments();
        }
    }

    /// The text before a packet's JSON: `<type>[<attachments>-][<namespace>,][<ack id>]`.
    ///
    /// @param ackId [Packet#NO_ACK] if there is none
    /// @param length its length in characters; the JSON follows
    private record PacketHead(
            PacketKind kind, int attachments, String namespace, long ackId, int length) {

        /// The number of digits that always fit a long.
        private static final int MAX_DIGITS = 18;

        static PacketHead of(String text) throws MalformedPacketException {
            if (text.isEmpty()) {
                throw new MalformedPacketException("empty message");
            }
            PacketKind kind = PacketKind.of(text.charAt(0));
            int at = 1;
            int attachments = 0;
            if (kind.hasAttachments()) {
                int dash = endOfDigits(text, at);
                attachments = attachments(text, at, dash);
                at = dash + 1;
            }
            String namespace = "/";
            if (at < text.length() && text.charAt(at) == '/') {
                int comma = text.indexOf(',', at);
                int end = comma < 0 ? text.length() : comma;
                namespace = text.substring(at, end);
                at = Math.min(end + 1, text.length());
            }
            int end = endOfDigits(text, at);
            long ackId = end == at ? Packet.NO_ACK : number(text, at, end);
            return new PacketHead(kind, attachments, namespace, ackId, end);
        }

        private static int attachments(String text, int from, int dash)
                throws MalformedPacketException {
            if (dash == from || dash == text.length() || text.charAt(dash) != '-') {
                throw new MalformedPacketException("illegal number of attachments");
            }
            return (int) Math.min(number(text, from, dash), Integer.MAX_VALUE);
        }

        private static int endOfDigits(String text, int from) {
            int at = from;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            return at;
        }

        private static long number(String text, int from, int to) throws MalformedPacketException {
            if (to - from > MAX_DIGITS) {
                throw new MalformedPacketException("number too long");
            }
            return Long.parseLong(text, from, to, 10);
        }
    }
}
