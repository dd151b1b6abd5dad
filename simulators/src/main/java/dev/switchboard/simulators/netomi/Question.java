package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.SimulatorJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A message to the bot, as far as the bot reads it.
///
/// @param requestId the bot's own id for it
/// @param data the whole body
record Question(String requestId, ObjectNode data) {

    static Optional<Question> of(String body, String requestId) {
        return SimulatorJson.parse(body) instanceof ObjectNode data
                        && data.path("conversationId").isString()
                ? Optional.of(new Question(requestId, data))
                : Optional.empty();
    }

    String conversationId() {
        return data.path("conversationId").stringValue();
    }

    JsonNode payload() {
        return data.path("messagePayload");
    }

    boolean saysNothing() {
        return payload().path("text").isMissingNode();
    }

    /// The bot's reply.
    String answer() {
        return "You said: " + payload().path("text").asString("");
    }
}
