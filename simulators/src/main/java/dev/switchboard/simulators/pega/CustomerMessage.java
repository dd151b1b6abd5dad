package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.script.SimulatorJson;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The parts of a customer's message that the desk needs.
///
/// @param customerId as it was sent, string or number
/// @param id its `message_id` as text; empty if absent
/// @param text all its lines joined
record CustomerMessage(String type, JsonNode customerId, String id, String text) {

    /// Empty if the body is not a message with a customer.
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
