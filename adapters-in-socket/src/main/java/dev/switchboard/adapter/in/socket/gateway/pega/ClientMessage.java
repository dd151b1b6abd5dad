package dev.switchboard.adapter.in.socket.gateway.pega;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a client says, checked (contract pega 2.3).
///
/// @param customerId null for an anonymous customer
/// @param messageId null if the client gave none
/// @param text always an array of strings; null if there is none
record ClientMessage(
        String type,
        @Nullable GivenId customerId,
        @Nullable String customerName,
        @Nullable GivenId messageId,
        @Nullable ArrayNode text,
        @Nullable String postback,
        @Nullable ArrayNode attachments,
        @Nullable ObjectNode contextData,
        @Nullable JsonNode waitTime) {

    static final String TEXT = "text";
    static final String TYPING = "typing_indicator";
    static final String END = "customer_end_session";
    static final String WAIT = "wait_time";

    static final List<String> KNOWN_TYPES = List.of(TEXT, TYPING, END, WAIT);

    @Override
    public String toString() {
        return "ClientMessage[" + (KNOWN_TYPES.contains(type) ? type : "?") + "]";
    }
}
