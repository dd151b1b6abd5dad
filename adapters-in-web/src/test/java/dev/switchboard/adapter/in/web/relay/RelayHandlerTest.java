package dev.switchboard.adapter.in.web.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.fakes.LogLines;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The short way to an endpoint and the way through the servlets, Spring Security and Spring MVC
/// give the same answers, including headers, and the same lines in the access log. The store is
/// away for messages of back ends and channels, and there for bots.
@WebTest
class RelayHandlerTest {

    private static final String JSON = "application/json";
    private static final String WEBHOOK = "Bearer webhook-long-enough";

    @RegisterExtension final LogLines access = LogLines.of("dev.switchboard.access");

    private final Hub hub;

    RelayHandlerTest(Hub hub) {
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
                "/webhook-response?t=x|{\"session_id\":\"s\",\"response_data\":1}",
                "/webhook-response?t=|{\"session_id\":\"s\",\"response_data\":1}",
                "/webhook-response?x=t|{\"session_id\":\"s\",\"response_data\":1}",
                "/webhook/netomi?access_token=x|{}",
                "/webhook/netomi  |{",
                "/webhook/netomi  |{\"conversationId\":\"c\",\"response\":{}}",
                "/v1/integrations/whatsapp/webhook|{",
                "/v1/integrations/whatsapp/webhook|{}",
                "/v1/integrations/facebook/webhook|{}"
            })
    void answersAsSpringMvcDoes(String path, String body) {
        assertSameAnswer(() -> request(path, "Bearer " + hub.token(Role.ADMIN), body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer x", "Basic eDp5", "Bearer of-another-webhook-0"})
    void refusesCallersAsSpringSecurityDoes(String authorization) {
        for (String path : List.of("/channel/message", "/webhook-response", "/webhook/netomi")) {
            assertSameAnswer(() -> request(path, authorization, "{}"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AGENT", "YALO"})
    void refusesOtherRolesAsSpringSecurityDoes(Role role) {
        assertSameAnswer(() -> request("/channel/message", "Bearer " + hub.token(role), "{}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {60 * 1024, 70 * 1024, 1100 * 1024})
    void limitsBodiesAsTheUsualWayDoes(int size) {
        String body = "{\"conversationId\":\"%s\"}".formatted("c".repeat(size));

        assertSameAnswer(() -> request("/webhook-response", "", body));
        assertSameAnswer(() -> request("/webhook/netomi", WEBHOOK, body));
    }

    @Test
    void acceptsWhatTheUsualWayAccepts() {
        String body =
                "{\"requestId\":\"r-1\",\"conversationId\":\"c-1\",\"attachments\":[{\"text\":\"Hi\"}]}";

        HttpResponse<String> answer =
                assertSameAnswer(() -> request("/webhook/netomi", WEBHOOK, body));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> assertSameAnswer(Supplier<HttpRequest.Builder> request) {
        HttpResponse<String> atOnce = hub.send(request.get());
        HttpResponse<String> throughMvc =
                hub.send(request.get().header("Accept", "text/html, " + JSON));

        assertThat(atOnce.statusCode()).isEqualTo(throughMvc.statusCode());
        assertThat(atOnce.body()).isEqualTo(throughMvc.body());
        assertThat(headers(atOnce)).isEqualTo(headers(throughMvc));
        assertThat(line(atOnce)).isEqualTo(line(throughMvc));
        return atOnce;
    }

    /// Returns the fields of an answer's line in the access log, which may come after the answer.
    private Map<String, String> line(HttpResponse<?> answer) {
        String id = answer.headers().firstValue("x-request-id").orElseThrow();
        Map<String, String> fields =
                new TreeMap<>(
                        await().until(
                                        () ->
                                                access.all().stream()
                                                        .filter(line ->
                                                                line.context().containsValue(id))
                                                        .findFirst(),
                                        Optional::isPresent)
                                .orElseThrow()
                                .fields());
        fields.remove("duration_ms");
        return fields;
    }

    private HttpRequest.Builder request(String path, String authorization, String body) {
        HttpRequest.Builder request =
                hub.request(path).header("Content-Type", JSON).POST(BodyPublishers.ofString(body));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private static Map<String, List<String>> headers(HttpResponse<?> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(List.of("date", "x-request-id"));
        return headers;
    }
}
