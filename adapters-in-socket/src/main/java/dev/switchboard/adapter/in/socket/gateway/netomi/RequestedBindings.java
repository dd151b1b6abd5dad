package dev.switchboard.adapter.in.socket.gateway.netomi;

import dev.switchboard.adapter.in.socket.gateway.customer.Cursor;
import dev.switchboard.adapter.in.socket.gateway.customer.RequestedBinding;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ExternalId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads the conversations that a page names when it connects or authenticates: `conversationId`
/// with `cursor`, or `conversations` with one or several of these.
final class RequestedBindings {

    static final String FOREIGN = "Conversation belongs to another client";

    private RequestedBindings() {}

    /// @throws InvalidValueException naming `conversationId`
    static List<RequestedBinding> in(JsonNode auth) {
        List<RequestedBinding> requestedBindings = new ArrayList<>();
        add(auth, requestedBindings);
        for (JsonNode item : auth.path("conversations")) {
            add(item, requestedBindings);
        }
        return requestedBindings;
    }

    private static void add(JsonNode item, List<RequestedBinding> requestedBindings) {
        JsonNode id = item.get("conversationId");
        if (id == null || id.isNull()) {
            return;
        }
        ConversationId conversation =
                ExternalId.of(id.isString() ? id.stringValue() : "")
                        .map(name -> ConversationId.of(NetomiEvents.ORIGIN, name.value()))
                        .orElseThrow(
                                () -> new InvalidValueException("conversationId", Reason.INVALID));
        requestedBindings.add(
                new RequestedBinding(conversation, Cursor.of(item.get("cursor")), FOREIGN));
    }
}
