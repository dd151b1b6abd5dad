package dev.switchboard.adapter.in.socket.gateway.pega;

import dev.switchboard.adapter.in.socket.gateway.customer.CustomerEvents.Event;
import dev.switchboard.adapter.in.socket.socketio.ServerSocket;
import tools.jackson.databind.node.ObjectNode;

/// What a client is told of its `clientMessage`: an ack if it asked for one, and `serverError` for
/// every refusal (contract pega 2.2, 6).
record ClientMessageAnswers(ServerSocket socket, Event event) {

    void accepted(ObjectNode acceptance, boolean duplicate) {
        if (duplicate) {
            acceptance.put("duplicate", true);
        }
        event.answer(acceptance);
    }

    void typing() {
        event.answer(ClientMessageReader.object().put("ok", true));
    }

    void invalid(String field) {
        refuse("Invalid message: " + field);
        ServerError.INVALID.tell(socket);
    }

    void refused(ServerError error) {
        refuse(error.text());
        error.tell(socket);
    }

    void messageIdUsed() {
        refuse("message_id already used");
        ServerError.INVALID.tell(socket);
    }

    /// @param aloud whether the client is told by an event as well
    void tooMany(boolean aloud) {
        refuse("Too many messages");
        if (aloud) {
            ServerError.INVALID.tell(socket);
        }
    }

    private void refuse(String error) {
        event.answer(ClientMessageReader.object().put("ok", false).put("error", error));
    }
}
