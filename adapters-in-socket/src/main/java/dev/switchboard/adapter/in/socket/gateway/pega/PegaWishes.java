package dev.switchboard.adapter.in.socket.gateway.pega;

import dev.switchboard.adapter.in.socket.gateway.customer.Cursor;
import dev.switchboard.adapter.in.socket.gateway.customer.Wish;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The customer a client names when it connects: `customer_id` with `cursor`, on the desk's
/// `connection`.
final class PegaWishes {

    private static final Pattern CONNECTION = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    private PegaWishes() {}

    static List<Wish> in(ObjectNode auth) {
        String connection = connection(auth);
        JsonNode id = auth.get("customer_id");
        if (id == null || id.isNull() || id.asString("").isEmpty()) {
            return List.of();
        }
        @Nullable String customer = PegaAddress.customerId(id);
        if (customer == null) {
            throw new InvalidValueException("customer_id", Reason.INVALID);
        }
        return List.of(
                new Wish(
                        PegaAddress.conversation(connection, customer),
                        Cursor.of(auth.get("cursor")),
                        ServerError.FOREIGN.text()));
    }

    static String connection(ObjectNode auth) {
        JsonNode connection = auth.get("connection");
        if (connection == null || connection.isNull()) {
            return PegaAddress.DEFAULT_CONNECTION;
        }
        if (!connection.isString() || !CONNECTION.matcher(connection.stringValue()).matches()) {
            throw new InvalidValueException("connection", Reason.INVALID);
        }
        return connection.stringValue();
    }
}
