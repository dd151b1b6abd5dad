package dev.switchboard.adapter.in.socket.gateway.pega;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.fuzz.Seeds;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A customer's message is read, or refused by the name of the field that is wrong.
class ClientMessageFuzzTest {

    private static final int LONGEST_ID = 200;

    /// As packets are read.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @Test
    void isReadOrRefusedByItsField() {
        Fuzz.of("messages of customers")
                .seeds(Seeds.in("client-messages"))
                .words(
                        "\"text\":",
                        "\"waitTime\":",
                        "\"context_data\":{",
                        "http://",
                        "[\"a\"]",
                        "{}")
                .texts(ClientMessageFuzzTest::isRead);
    }

    private static boolean isRead(String input) {
        JsonNode given;
        try {
            given = JSON.readTree(input);
        } catch (JacksonException | NumberFormatException _) {
            return false; // refused before
        }
        ClientMessage message;
        try {
            message = ClientMessageReader.read(given);
        } catch (InvalidValueException refusal) {
            assertThat(refusal.field()).isNotEmpty();
            return false;
        }
        assertThat(message.type()).isNotEmpty();
        if (message.customerId() != null) {
            assertThat(message.customerId().text()).hasSizeBetween(1, LONGEST_ID);
        }
        if (message.text() != null) {
            assertThat(message.text()).allMatch(JsonNode::isString);
        }
        return true;
    }
}
