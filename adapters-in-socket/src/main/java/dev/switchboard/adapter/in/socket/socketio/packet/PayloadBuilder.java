package dev.switchboard.adapter.in.socket.socketio.packet;

import dev.switchboard.adapter.in.socket.engineio.EngineMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BinaryNode;

/// Builds an [EventPayload] from its values.
public final class PayloadBuilder {

    private static final byte[] OPENING = {'['};
    private static final byte[] COMMA = {','};

    private final List<byte[]> pieces = new ArrayList<>();
    private final List<BinaryNode> attachments = new ArrayList<>(0);
    private boolean endsInText;

    private PayloadBuilder() {
        pieces.add(OPENING);
    }

    /// The payload of an event, which starts with its name.
    public static PayloadBuilder event(String name) {
        PayloadBuilder builder = new PayloadBuilder();
        builder.append(PacketJson.quote(name));
        return builder;
    }

    /// The payload of an ack, which starts with its first value.
    public static PayloadBuilder ack() {
        return new PayloadBuilder();
    }

    /// Adds a value; its binary parts become attachments.
    public PayloadBuilder add(JsonNode value) {
        append(PacketJson.write(Placeholders.extract(value, attachments)));
        endsInText = value.isString();
        return this;
    }

    /// Adds a value that is JSON text already.
    public PayloadBuilder add(String text) {
        append(text);
        endsInText = text.stripLeading().startsWith("\"");
        return this;
    }

    public EventPayload build() {
        List<EngineMessage> messages = new ArrayList<>(attachments.size());
        for (BinaryNode attachment : attachments) {
            messages.add(EngineMessage.binary(attachment.binaryValue()));
        }
        return new EventPayload(List.copyOf(pieces), endsInText, List.copyOf(messages));
    }

    private void append(String value) {
        if (pieces.size() > 1) {
            pieces.add(COMMA);
        }
        pieces.add(value.getBytes(StandardCharsets.UTF_8));
    }
}
