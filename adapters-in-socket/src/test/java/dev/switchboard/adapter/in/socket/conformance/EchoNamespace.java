package dev.switchboard.adapter.in.socket.conformance;

import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.Reply;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Greets, and returns what it gets: `message` as `message-back`, `message-with-ack` as an ack.
final class EchoNamespace extends GreetingNamespace {

    @Override
    public Handled event(
            NamespaceSocket socket, String name, List<JsonNode> args, @Nullable Reply reply) {
        JsonNode[] values = args.toArray(JsonNode[]::new);
        return switch (name) {
            case "message" -> {
                socket.emit(ServerEvent.of("message-back", values));
                yield Handled.KNOWN;
            }
            case "message-with-ack" -> {
                if (reply != null) {
                    reply.send(values);
                }
                yield Handled.KNOWN;
            }
            default -> Handled.UNKNOWN;
        };
    }
}
