package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.script.SimulatorJson;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What the desk needs of a customer's message.
///
/// @param customerId as it was sent, string or number
/// @param id its `message_id` as text, empty without one
/// @param text all its lines as one
record CustomerMessage(String type, JsonNode customerId, String id, String text) {

    /// Empty if it is no message of anybody.
    static Optional<CustomerMessage> of(String body) {
        JsonNode json = SimulatorJson.parse(body);
        JsonNode customer = json.path("customer_id");
        if (!json.path("type").isString() || !(customer.isString() || customer.isNumber())) {
            return Optional.empty();
        }
        return Optional.of(
                new CustomerMessage(
                        json.path("type").stringValue(),
                        customer,
                        json.path("message_id").asString(""),
                        textOf(json)));
    }

    private static String textOf(JsonNode json) {
        JsonNode text = json.path("text");
        return text.isArray()
                ? text.valueStream().map(line -> line.asString("")).collect(Collectors.joining(" "))
                : text.asString("");
    }

    String customer() {
        return customerId.asString("");
    }

    boolean asksFor(String keyword) {
        return text.toLowerCase(Locale.ROOT).contains(keyword);
    }
}
