package dev.switchboard.adapter.in.socket.socketio.packet;

import dev.switchboard.adapter.in.socket.engineio.EngineMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes the packets of one namespace. The [EventPayload] has the shared part of a packet already;
/// this adds the head, in one copy.
public final class PacketWriter {

    private static final byte[] NOTHING = {};
    private static final byte[] CLOSING = {']'};

    private final byte[] namespace;

    /// @param namespace `/` is never written
    public PacketWriter(String namespace) {
        this.namespace =
                namespace.equals("/")
                        ? NOTHING
                        : (namespace + ',').getBytes(StandardCharsets.UTF_8);
    }

    /// The answer that the client has joined.
    ///
    /// @param pid left out if null
    public EngineMessage connected(String socketId, @Nullable String pid) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("sid", socketId);
        if (pid != null) {
            body.put("pid", pid);
        }
        return protocol(PacketKind.CONNECT, PacketJson.write(body));
    }

    /// The answer that the client may not join.
    ///
    /// @param data left out if null
    public EngineMessage refused(String message, @Nullable JsonNode data) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", message);
        if (data != null) {
            body.set("data", data);
        }
        return protocol(PacketKind.CONNECT_ERROR, PacketJson.write(body));
    }

    /// The packet that makes the client leave.
    public EngineMessage disconnected() {
        return protocol(PacketKind.DISCONNECT, "");
    }

    /// An event that asks for no ack.
    public List<EngineMessage> event(EventPayload eventPayload) {
        return packet(PacketKind.EVENT, Packet.NO_ACK, eventPayload, CLOSING);
    }

    /// An event that asks for an ack.
    public List<EngineMessage> event(EventPayload eventPayload, long ackId) {
        return packet(PacketKind.EVENT, ackId, eventPayload, CLOSING);
    }

    /// An event that asks for no ack, with a string after its arguments.
    public List<EngineMessage> event(EventPayload eventPayload, String offset) {
        byte[] last = (',' + PacketJson.quote(offset) + ']').getBytes(StandardCharsets.UTF_8);
        return packet(PacketKind.EVENT, Packet.NO_ACK, eventPayload, last);
    }

    /// The ack of a client's event.
    public List<EngineMessage> ack(EventPayload eventPayload, long ackId) {
        return packet(PacketKind.ACK, ackId, eventPayload, CLOSING);
    }

    private EngineMessage protocol(PacketKind kind, String body) {
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        MessageBuffer buffer = new MessageBuffer(1 + namespace.length + json.length);
        buffer.put(kind.digit());
        buffer.put(namespace);
        buffer.put(json);
        return buffer.message();
    }

    /// @param tail the end of the array
    private List<EngineMessage> packet(
            PacketKind kind, long ackId, EventPayload eventPayload, byte[] tail) {
        int attachments = eventPayload.attachments().size();
        MessageBuffer buffer =
                new MessageBuffer(head(ackId, attachments) + eventPayload.length() + tail.length);
        if (attachments == 0) {
            buffer.put(kind.digit());
        } else {
            buffer.put(binary(kind).digit());
            buffer.put((long) attachments);
            buffer.put((byte) '-');
        }
        buffer.put(namespace);
        if (ackId != Packet.NO_ACK) {
            buffer.put(ackId);
        }
        eventPayload.writeTo(buffer);
        buffer.put(tail);
        return followed(buffer.message(), eventPayload.attachments());
    }

    /// The length of the text before the JSON.
    private int head(long ackId, int attachments) {
        return 1
                + (attachments == 0 ? 0 : MessageBuffer.digits(attachments) + 1)
                + namespace.length
                + (ackId == Packet.NO_ACK ? 0 : MessageBuffer.digits(ackId));
    }

    private static PacketKind binary(PacketKind kind) {
        return kind == PacketKind.ACK ? PacketKind.BINARY_ACK : PacketKind.BINARY_EVENT;
    }

    private static List<EngineMessage> followed(
            EngineMessage first, List<EngineMessage> attachments) {
        if (attachments.isEmpty()) {
            return List.of(first);
        }
        List<EngineMessage> messages = new ArrayList<>(attachments.size() + 1);
        messages.add(first);
        messages.addAll(attachments);
        return List.copyOf(messages);
    }
}
