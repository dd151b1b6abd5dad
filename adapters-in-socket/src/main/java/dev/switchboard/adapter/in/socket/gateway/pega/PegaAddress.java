package dev.switchboard.adapter.in.socket.gateway.pega;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.delivery.Target;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The names of Pega's conversations and desks: a conversation is a connection of the desk and a
/// customer there.
final class PegaAddress {

    static final String ORIGIN = "pega";
    static final String DEFAULT_CONNECTION = "default";
    static final String ANONYMOUS = "anon-";

    private PegaAddress() {}

    static ConversationId conversation(String connection, String customerId) {
        return ConversationId.of(ORIGIN, connection + "/" + customerId);
    }

    static String customerOf(ConversationId conversation) {
        String id = conversation.externalId();
        return id.substring(id.indexOf('/') + 1);
    }

    /// Returns a customer's id as text; null if it is no id.
    static @Nullable String customerId(JsonNode id) {
        return (id.isNumber() ? ExternalId.of(id.decimalValue()) : ExternalId.of(id.asString("")))
                .map(ExternalId::value)
                .orElse(null);
    }

    static Target desk(String connection) {
        return new Target(Target.Kind.DESK, ORIGIN + "/" + connection);
    }

    static boolean isAnonymous(String customerId) {
        return customerId.startsWith(ANONYMOUS);
    }
}
