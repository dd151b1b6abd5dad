package dev.switchboard.adapter.in.web.pega;

import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whom a webhook is for: its `customer_id`, else its customer's `id`, else its customer's
/// `profile_id` (contract pega 2.1).
final class CustomerField {

    private CustomerField() {}

    /// Empty if it names nobody, or in a way that no customer could have named themselves.
    static Optional<ExternalId> in(RawMembers body) {
        return Stream.of(
                        Optional.ofNullable(body.value("customer_id")),
                        ofCustomer(body, "id"),
                        ofCustomer(body, "profile_id"))
                .flatMap(Optional::stream)
                .filter(CustomerField::names)
                .findFirst()
                .flatMap(CustomerField::id);
    }

    private static Optional<JsonValue> ofCustomer(RawMembers body, String member) {
        @Nullable JsonValue customer = body.value("customer");
        return customer instanceof JsonObject(var members)
                ? Optional.ofNullable(members.get(member))
                : Optional.empty();
    }

    /// Whether it says anything, usable or not.
    private static boolean names(JsonValue value) {
        return value instanceof JsonNumber
                || (value instanceof JsonString(String text) && !text.isEmpty());
    }

    private static Optional<ExternalId> id(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> ExternalId.of(text);
            case JsonNumber(BigDecimal number) -> ExternalId.of(number);
            case JsonValue.JsonNull _,
                    JsonValue.JsonBoolean _,
                    JsonValue.JsonArray _,
                    JsonObject _ ->
                    Optional.empty();
        };
    }
}
