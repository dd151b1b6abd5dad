package dev.switchboard.adapter.in.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Compares the bounds and words of query parameters in the description with what the hub takes.
@WebTest
class ParameterSetsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// How a refusal names the words of a closed set.
    private static final Pattern WORDS = Pattern.compile("it is one of ([^\"]+)");

    /// Routes of the bot, which read any greater number as their maximum.
    private static final Set<String> LENIENT =
            Set.of("listBotCallbacks", "listBotConversations", "getBotConversation");

    /// A parameter that a route wants unless it has another one, so that neither is required.
    private static final Map<String, String> WANTED =
            Map.of("listMessages", "&conversation=session:a");

    private final Hub hub;
    private final JsonNode api;

    ParameterSetsTest(Hub hub) throws IOException {
        this.hub = hub;
        this.api = JSON.readTree(hub.get("/v3/api-docs").body());
    }

    /// A query parameter, and the operation that has it.
    private record Query(String method, String path, JsonNode operation, JsonNode parameter) {

        String operationId() {
            return operation.path("operationId").asText();
        }

        @Override
        public String toString() {
            return operationId() + " " + name();
        }

        String name() {
            return parameter.path("name").asText();
        }

        JsonNode schema() {
            return parameter.path("schema");
        }

        /// The words from which callers choose, or none.
        List<String> words() {
            JsonNode one = schema().has("items") ? schema().path("items") : schema();
            return one.path("enum").valueStream().map(JsonNode::asText).toList();
        }

        /// The query with this value and the examples of the parameters that must be there.
        String with(String value) {
            StringBuilder query = new StringBuilder("?" + name() + "=" + encoded(value));
            operation
                    .path("parameters")
                    .valueStream()
                    .filter(other -> other.path("in").asText().equals("query"))
                    .filter(other -> other.path("required").asBoolean() && !other.equals(parameter))
                    .forEach(other ->
                            query.append("&")
                                    .append(other.path("name").asText())
                                    .append("=")
                                    .append(encoded(other.path("example").asText())));
            return query + WANTED.getOrDefault(operationId(), "");
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    private Stream<Query> queries() {
        return api.path("paths").properties().stream()
                .flatMap(path ->
                        path.getValue().properties().stream()
                                .flatMap(operation ->
                                        operation
                                                .getValue()
                                                .path("parameters")
                                                .valueStream()
                                                .filter(each ->
                                                        each.path("in").asText().equals("query"))
                                                .map(each ->
                                                        new Query(
                                                                operation.getKey(),
                                                                path.getKey(),
                                                                operation.getValue(),
                                                                each))));
    }

    private Stream<Query> limits() {
        return queries().filter(query -> query.name().equals("limit"));
    }

    private HttpResponse<String> send(Query query, String value) {
        String path = RequestExamplesTest.filled(query.path());
        JsonNode body = query.operation().path("requestBody").path("content");
        String type = body.isEmpty() ? "application/json" : body.fieldNames().next();
        String token = hub.token(new OrgIdentity("12345", 67890), Role.values());
        return hub.send(
                hub.request(path + query.with(value))
                        .method(
                                query.method().toUpperCase(Locale.ROOT),
                                BodyPublishers.ofString(body.isEmpty() ? "" : "{}"))
                        .header("Content-Type", type)
                        .header("Authorization", "Bearer " + token)
                        .header("X-Console", "1"));
    }

    private boolean refuses(Query limit, int value) {
        HttpResponse<String> answer = send(limit, String.valueOf(value));
        return Set.of(400, 422).contains(answer.statusCode()) && answer.body().contains("limit");
    }

    @Test
    void describesEveryLimitAsAWholeNumberWithItsBounds() {
        assertThat(limits())
                .hasSizeGreaterThan(15)
                .allSatisfy(limit -> {
                    JsonNode schema = limit.schema();
                    assertThat(schema.path("type").asText()).isEqualTo("integer");
                    assertThat(schema.path("minimum").asInt()).isOne();
                    assertThat(limit.parameter().path("description").asText())
                            .startsWith("1 to " + schema.path("maximum").asInt());
                });
    }

    @Test
    void describesTheGreatestLimitThatTheHubTakes() {
        assertThat(limits())
                .allSatisfy(limit -> {
                    int most = limit.schema().path("maximum").asInt();
                    assertThat(refuses(limit, 0)).isTrue();
                    assertThat(refuses(limit, most)).isFalse();
                    assertThat(refuses(limit, most + 1))
                            .isEqualTo(!LENIENT.contains(limit.operationId()));
                });
    }

    /// The hub refuses a word of no closed set by naming those of the set.
    @Test
    void describesEveryClosedSetWithTheWordsThatTheHubTakes() {
        Map<String, Set<String>> described = new TreeMap<>();
        Map<String, Set<String>> taken = new TreeMap<>();

        queries()
                .forEach(query -> {
                    if (!query.words().isEmpty()) {
                        described.put(query.toString(), new TreeSet<>(query.words()));
                    }
                    Matcher named = WORDS.matcher(send(query, "no_such_word").body());
                    if (named.find()) {
                        taken.put(
                                query.toString(),
                                new TreeSet<>(Arrays.asList(named.group(1).split(", "))));
                    }
                });

        assertThat(described).isEqualTo(taken);
        assertThat(taken)
                .containsKeys(
                        "countQueues by",
                        "listChannelDeliveries status",
                        "listConversations order",
                        "listDeliveries status");
    }

    /// Generated clients write a list as one parameter, as the hub reads it.
    @Test
    void describesListsAsWordsWithCommas() {
        List<Query> lists = queries().filter(query -> query.schema().has("items")).toList();

        assertThat(lists)
                .isNotEmpty()
                .allSatisfy(list -> {
                    assertThat(list.parameter().path("style").asText()).isEqualTo("form");
                    assertThat(list.parameter().path("explode").asBoolean(true)).isFalse();
                    assertThat(send(list, String.join(",", list.words())).statusCode())
                            .isIn(200, 404);
                });
    }
}
