package dev.switchboard.adapter.in.web.pega;

import dev.switchboard.adapter.in.web.json.RawMembers;
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

    private static final int MAX_LENGTH = 200;

    private CustomerField() {}

    /// Empty if it names nobody, or in a way that no customer could have named themselves.
    static Optional<String> in(RawMembers body) {
        return Stream.of(
                        Optional.ofNullable(body.value("customer_id")),
                        ofCustomer(body, "id"),
                        ofCustomer(body, "profile_id"))
                .flatMap(Optional::stream)
                .map(CustomerField::text)
                .flatMap(Optional::stream)
                .findFirst()
                .filter(CustomerField::usable);
    }

    private static Optional<JsonValue> ofCustomer(RawMembers body, String member) {
        @Nullable JsonValue customer = body.value("customer");
        return customer instanceof JsonObject(var members)
                ? Optional.ofNullable(members.get(member))
                : Optional.empty();
    }

    private static Optional<String> text(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> Optional.of(text).filter(given -> !given.isEmpty());
            case JsonNumber(BigDecimal number) -> Optional.of(plain(number));
            case JsonValue.JsonNull _,
                    JsonValue.JsonBoolean _,
                    JsonValue.JsonArray _,
                    JsonObject _ ->
                    Optional.empty();
        };
    }

    /// As people write it, so that `7`, `7.0` and `7e0` are the same customer; unless that would be
    /// too long in any case.
    private static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        boolean small = Math.abs((long) shortest.scale()) <= MAX_LENGTH;
        return small ? shortest.toPlainString() : "0".repeat(MAX_LENGTH + 1);
    }

    private static boolean usable(String id) {
        return id.length() <= MAX_LENGTH && id.codePoints().allMatch(CustomerField::visible);
    }

    private static boolean visible(int letter) {
        return !Character.isSpaceChar(letter)
                && !Character.isISOControl(letter)
                && Character.getType(letter) != Character.SURROGATE;
    }
}
