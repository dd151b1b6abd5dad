package dev.switchboard.adapter.in.socket.gateway.pega;

import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import tools.jackson.databind.node.JsonNodeFactory;

/// The texts of `serverError`, as pages know them (`docs/protocol/pega.md`).
enum ServerError {
    NOT_FORWARDED("Error forwarding request to external API"),
    FOREIGN("Conversation is bound to another connection"),
    INVALID("Invalid message"),
    UNAVAILABLE("Service temporarily unavailable");

    private final String text;

    ServerError(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    void tell(NamespaceSocket socket) {
        socket.emit(ServerEvent.of("serverError", JsonNodeFactory.instance.stringNode(text)));
    }
}
