package dev.switchboard.adapter.in.socket.conformance;

import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.ConnectRequest;
import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.Reply;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends a client its own auth payload, and has no events.
class GreetingNamespace implements NamespaceHandler {

    @Override
    public ConnectDecision connect(ConnectRequest request) {
        return ConnectDecision.accept(request.auth());
    }

    @Override
    public void connected(NamespaceSocket socket, boolean recovered) {
        socket.emit(ServerEvent.of("auth", socket.attributes(ObjectNode.class)));
    }

    @Override
    public Handled event(
            NamespaceSocket socket, String name, List<JsonNode> args, @Nullable Reply reply) {
        return Handled.UNKNOWN;
    }
}
