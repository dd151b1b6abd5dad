package dev.switchboard.adapter.in.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The short way to an endpoint and the way through Spring MVC give the same answers, including
/// headers. The store is away here.
@WebTest
class RelayFilterTest {

    private static final String JSON = "application/json";

    private final Hub hub;

    RelayFilterTest(Hub hub) {
        this.hub = hub;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/channel/message |{",
                "/channel/message |[]",
                "/channel/message |{}",
                "/channel/message |{\"channel_id\":\"c\",\"session_id\":\"s\",\"message\":1}",
                "/webhook-response|{\"session_id\":{}}",
                "/webhook-response|{\"session_id\":\"s\",\"response_data\":1}",
                "/webhook/netomi  |{",
                "/webhook/netomi  |{\"conversationId\":\"c\",\"response\":{}}",
                "/v1/integrations/whatsapp/webhook|{",
                "/v1/integrations/whatsapp/webhook|{}",
                "/v1/integrations/facebook/webhook|{}"
            })
    void answersAsSpringMvcDoes(String path, String body) {
        HttpResponse<String> atOnce = hub.send(request(path, body));
        HttpResponse<String> throughMvc =
                hub.send(request(path, body).header("Accept", "text/html, " + JSON));

        assertThat(atOnce.statusCode()).isEqualTo(throughMvc.statusCode());
        assertThat(atOnce.body()).isEqualTo(throughMvc.body());
        assertThat(headers(atOnce)).isEqualTo(headers(throughMvc));
    }

    private HttpRequest.Builder request(String path, String body) {
        return hub.request(path)
                .header("Authorization", "Bearer " + hub.token(Role.ADMIN))
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(body));
    }

    private static Map<String, List<String>> headers(HttpResponse<?> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(List.of("date", "x-request-id"));
        return headers;
    }
}
