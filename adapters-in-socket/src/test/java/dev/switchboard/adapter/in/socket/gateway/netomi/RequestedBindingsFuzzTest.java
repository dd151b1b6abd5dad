package dev.switchboard.adapter.in.socket.gateway.netomi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.fuzz.Fuzz;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The conversations that a page asks for are those that it names, or it is refused.
class RequestedBindingsFuzzTest {

    @Test
    void areThoseThatAreNamed() {
        Fuzz.of("conversations of pages")
                .seeds(
                        "{\"conversationId\":\"c-1\",\"cursor\":7}",
                        "{\"conversations\":[{\"conversationId\":\"c-1\",\"cursor\":\"8\"},{}]}",
                        "{\"authToken\":\"x\",\"conversations\":{\"a\":{\"conversationId\":\"c\"}}}",
                        "{}")
                .words("\"cursor\":", "\"conversationId\":", "\"conversations\":[", "null")
                .texts(RequestedBindingsFuzzTest::isRead);
    }

    private static boolean isRead(String input) {
        JsonNode auth;
        try {
            auth = JsonMapper.shared().readTree(input);
        } catch (JacksonException _) {
            return false; // refused before
        }
        try {
            return RequestedBindings.in(auth).stream()
                            .allMatch(binding ->
                                    input.length() >= binding.conversation().externalId().length())
                    && auth.isObject();
        } catch (InvalidValueException refusal) {
            assertThat(refusal.field()).isEqualTo("conversationId");
            return false;
        }
    }
}
