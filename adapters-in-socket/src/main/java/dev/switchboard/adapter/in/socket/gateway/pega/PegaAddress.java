package dev.switchboard.adapter.in.socket.gateway.pega;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Names of Pega's conversations and desks: a conversation is a connection of the desk and a
/// customer there (contract pega 4).
final class PegaAddress {

    static final String ORIGIN = "pega";
    static final String DEFAULT_CONNECTION = "default";
    static final String ANONYMOUS = "anon-";

    private static final int MAX_LENGTH = 200;

    /// Anything but spaces and control characters.
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{C}\\p{Z}\\s]{1,200}");

    private PegaAddress() {}

    static ConversationId conversation(String connection, String customerId) {
        return ConversationId.of(ORIGIN, connection + "/" + customerId);
    }

    /// A customer's id as text. Numbers as people write them, so that `7`, `7.0` and `7e0` are the
    /// same customer; null if that is no id.
    static @Nullable String customerId(JsonNode id) {
        String text = id.isNumber() ? plain(id.decimalValue()) : id.asString("");
        return PRINTABLE.matcher(text).matches() ? text : null;
    }

    private static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        boolean small = Math.abs((long) shortest.scale()) <= MAX_LENGTH;
        return small ? shortest.toPlainString() : "";
    }

    static Target desk(String connection) {
        return new Target(Target.Kind.DESK, ORIGIN + "/" + connection);
    }

    static boolean isAnonymous(String customerId) {
        return customerId.startsWith(ANONYMOUS);
    }
}
