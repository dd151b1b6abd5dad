package dev.switchboard.adapter.in.web.openapi;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.adapter.in.web.request.RepeatKey;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Sends every route the examples of its body from the description.
@WebTest
class RequestExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// The statuses for a body that is wrong in itself, on every route.
    private static final Set<Integer> REFUSALS_OF_BODIES = Set.of(400, 415, 422, 500);

    /// A time of the description's day that has to be in the future.
    private static final String AHEAD = "2026-01-31T15:00:00Z";

    private final Hub hub;
    private final JsonNode api;

    RequestExamplesTest(Hub hub) throws IOException {
        this.hub = hub;
        this.api = JSON.readTree(hub.get("/v3/api-docs").body());
    }

    private record Request(String method, String path, JsonNode body) {}

    private Stream<Request> requests() {
        return api.path("paths")
                .propertyStream()
                .flatMap(path ->
                        path.getValue()
                                .propertyStream()
                                .flatMap(operation ->
                                        examples(operation.getValue())
                                                .map(body ->
                                                        new Request(
                                                                operation.getKey(),
                                                                path.getKey(),
                                                                body))));
    }

    private static Stream<JsonNode> examples(JsonNode operation) {
        JsonNode json = operation.path("requestBody").path("content").path("application/json");
        Stream<JsonNode> one = json.has("example") ? Stream.of(json.get("example")) : Stream.of();
        return Stream.concat(
                one, json.path("examples").valueStream().map(each -> each.path("value")));
    }

    /// A path of the description with ids for its placeholders, which need not exist.
    static String filled(String path) {
        return path.replace("conversations/{id}", "conversations/session:a")
                .replace("{org}", "12345")
                .replace("{user}", "67890")
                .replaceAll("\\{[a-z_]+}", "1");
    }

    private HttpResponse<String> send(Request request) {
        String token = hub.token(new OrgIdentity("12345", 67890), Role.values());
        return hub.sendWith(
                token,
                request.method().toUpperCase(Locale.ROOT),
                filled(request.path()),
                request.body()
                        .toString()
                        .replace(AHEAD, hub.clock().instant().plusSeconds(1).toString()),
                RepeatKey.HEADER,
                "k-" + request.path());
    }

    @Test
    void areTaken() {
        Map<Request, String> refused = new TreeMap<>(comparing(Request::toString));

        requests()
                .forEach(request -> {
                    HttpResponse<String> answer = send(request);
                    if (REFUSALS_OF_BODIES.contains(answer.statusCode())) {
                        refused.put(request, answer.statusCode() + " " + answer.body());
                    }
                });

        assertThat(refused).isEmpty();
        assertThat(requests()).hasSizeGreaterThan(20);
    }
}
