package dev.switchboard.adapter.in.web.yalo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WebTest
class PlatformTest {

    private final JsonNode api;

    PlatformTest(Hub hub) throws IOException {
        api = new ObjectMapper().readTree(hub.get("/v3/api-docs").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/components/schemas/ChatRequest/properties/provider",
                "/components/schemas/ChatView/properties/provider",
                "/paths/~1v1~1integrations~1webhook~1register~1{provider}/post/parameters/0/schema",
                "/paths/~1v1~1integrations~1webhook~1remove~1{provider}/delete/parameters/0/schema"
            })
    void hasAllItsCodesInTheDescription(String place) {
        assertThat(api.at(place + "/enum").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(Platform.CODES);
    }
}
