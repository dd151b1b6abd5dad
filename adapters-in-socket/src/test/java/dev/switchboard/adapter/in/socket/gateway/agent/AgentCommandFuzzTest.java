package dev.switchboard.adapter.in.socket.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.fuzz.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A command of a console is read, or refused by the name of the member that is wrong.
class AgentCommandFuzzTest {

    /// As packets are read.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @Test
    void isReadOrRefusedByItsMember() {
        Fuzz.of("commands of consoles")
                .seeds(Seeds.in("agent-commands"))
                .words("{}", "\"at\":", "\"limit\":", "+999999999-12-31T23:59:59Z", "UTC+18:01")
                .words("2026-02-30", "bot", "\"bot\":true", "queueId", "agentId", "https://")
                .texts(AgentCommandFuzzTest::isRead);
    }

    private static boolean isRead(String input) {
        int space = input.indexOf(' ');
        JsonNode given;
        try {
            given = JSON.readTree(input.substring(space + 1));
        } catch (JacksonException | NumberFormatException _) {
            return false; // refused before
        }
        try {
            AgentCommand command =
                    AgentCommandParser.read(input.substring(0, Math.max(0, space)), List.of(given));
            return command != null && !command.toString().isEmpty();
        } catch (InvalidValueException refusal) {
            assertThat(refusal.field()).isNotEmpty();
            return false;
        }
    }
}
