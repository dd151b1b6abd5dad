package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.EngineMessage;
import dev.switchboard.adapter.in.socket.socketio.packet.EventPayload;
import dev.switchboard.adapter.in.socket.socketio.packet.PacketWriter;
import dev.switchboard.adapter.in.socket.socketio.packet.PayloadBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An event for clients, encoded once and emitted to any number of sockets; only an ack id or an
/// offset differs between them. Immutable.
public final class ServerEvent {

    private final EventPayload eventPayload;
    private volatile @Nullable Plain plain;

    private ServerEvent(EventPayload eventPayload) {
        this.eventPayload = eventPayload;
    }

    /// An event whose arguments are JSON values; `BinaryNode`s in them are sent as attachments.
    public static ServerEvent of(String name, JsonNode... args) {
        PayloadBuilder builder = PayloadBuilder.event(name);
        for (JsonNode arg : args) {
            builder.add(arg);
        }
        return new ServerEvent(builder.build());
    }

    /// An event with arguments of any kind.
    public static ServerEvent of(String name, List<? extends Argument> args) {
        PayloadBuilder builder = PayloadBuilder.event(name);
        for (Argument arg : args) {
            switch (arg) {
                case Argument.Value(JsonNode value) -> builder.add(value);
                case Argument.Text(String text) -> builder.add(text);
            }
        }
        return new ServerEvent(builder.build());
    }

    EventPayload payload() {
        return eventPayload;
    }

    /// Without ack id and offset all sockets of a namespace get the very same bytes.
    List<EngineMessage> plain(PacketWriter writer) {
        Plain written = plain;
        if (written == null || written.writer() != writer) {
            written = new Plain(writer, writer.event(eventPayload));
            plain = written;
        }
        return written.messages();
    }

    private record Plain(PacketWriter writer, List<EngineMessage> messages) {}
}
