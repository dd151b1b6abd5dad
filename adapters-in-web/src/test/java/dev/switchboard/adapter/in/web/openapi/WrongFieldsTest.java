package dev.switchboard.adapter.in.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sends every route that takes JSON a body in which every field is wrong.
@WebTest
class WrongFieldsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> UNKNOWN = List.of("no_such_field", "nor_this_one");

    /// Without it the console's routes refuse a request before its body is read.
    private static final String OF_THE_CONSOLE = "X-Console";

    /// Routes whose contracts have one text for all mistakes, or a list in another form.
    private static final Set<String> OF_OTHER_FORMS =
            Set.of(
                    "post /api/netomi/process-message",
                    "post /api/netomi/refresh-token",
                    "post /channel",
                    "post /channel/message",
                    "post /channels",
                    "post /v1/authenticate",
                    "post /v1/chats/connect",
                    "post /v1/integrations/facebook/webhook",
                    "post /v1/integrations/whatsapp/webhook",
                    "post /webhook",
                    "post /webhook-response",
                    "post /webhook/netomi",
                    "put /channel/{channel_id}");

    private final Hub hub;
    private final JsonNode api;

    WrongFieldsTest(Hub hub) throws IOException {
        this.hub = hub;
        this.api = JSON.readTree(hub.get("/v3/api-docs").body());
    }

    private record Operation(String method, String path, JsonNode schema) {

        String name() {
            return method + " " + path;
        }
    }

    private Stream<Operation> operations() {
        return api.path("paths").properties().stream()
                .flatMap(path ->
                        path.getValue().properties().stream()
                                .map(each ->
                                        new Operation(
                                                each.getKey(),
                                                path.getKey(),
                                                resolved(bodyOf(each.getValue())))))
                .filter(operation -> !operation.schema().isMissingNode());
    }

    private static JsonNode bodyOf(JsonNode operation) {
        return operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : api.at(reference.substring(1));
    }

    private HttpResponse<String> send(Operation operation, String body) {
        String path =
                operation
                        .path()
                        .replace("conversations/{id}", "conversations/session:a")
                        .replace("{org}", "12345")
                        .replace("{user}", "67890")
                        .replace("{queue_id}", "default")
                        .replaceAll("\\{[a-z_]+}", "1");
        String token = hub.token(new OrgIdentity("12345", 67890), Role.values());
        String method = operation.method().toUpperCase(Locale.ROOT);
        return hub.sendWith(token, method, path, body, OF_THE_CONSOLE, "1");
    }

    private static ObjectNode wrong(JsonNode schema) {
        ObjectNode body = JSON.createObjectNode();
        schema.path("properties")
                .properties()
                .forEach(property -> {
                    if (property.getValue().path("type").toString().contains("string")) {
                        body.put(property.getKey(), 1);
                    } else {
                        body.put(property.getKey(), "x");
                    }
                });
        UNKNOWN.forEach(name -> body.put(name, true));
        return body;
    }

    private static Set<String> fields(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body())
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void namesEveryWrongFieldOfEveryBody() throws IOException {
        Map<String, Object> silent = new TreeMap<>();
        Set<String> others = new TreeSet<>();

        for (Operation operation : operations().toList()) {
            ObjectNode body = wrong(operation.schema());
            HttpResponse<String> answer = send(operation, body.toString());
            if (!answer.headers()
                    .firstValue("Content-Type")
                    .orElse("")
                    .startsWith("application/problem+json")) {
                others.add(operation.name());
                continue;
            }
            Set<String> named = fields(answer);
            Set<String> due =
                    body.propertyStream()
                            .map(Map.Entry::getKey)
                            .filter(name ->
                                    !UNKNOWN.contains(name)
                                            || UNKNOWN.stream().anyMatch(named::contains))
                            .collect(Collectors.toCollection(TreeSet::new));
            if (answer.statusCode() != 422 || !named.containsAll(due)) {
                silent.put(operation.name(), answer.statusCode() + " " + answer.body());
            }
        }

        assertThat(silent).isEmpty();
        assertThat(others).isEqualTo(new TreeSet<>(OF_OTHER_FORMS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    post | /v1/organisation/12345/user-group | {"id":0,"name":" "} | id,name
                    put  | /v1/organisation/12345/user/67890 | {"name":"","email":"x"} | email,name
                    post | /v1/organisation/12345/availability/profile | {"id":-1,"name":"","states":[{"id":0,"name":"","kind":"AVAILABLE"},{"name":"a","displayName":"","kind":"BUSY"}]} | states[0].id,states[0].name,states[1].displayName
                    post | /v1/organisation/12345/availability/profile | {"id":-1,"name":""} | id,name
                    post | /v1/organisation/12345/availability/profile/1/state | {"id":0,"name":"","displayName":" ","kind":"BUSY"} | displayName,id,name
                    put  | /v1/organisation/12345/call-queue/1/agent | {"data":[{"userId":0},{"userId":7},{"userId":-1}]} | data[0].userId,data[2].userId
                    put  | /v1/organisation/12345/user/67890/presence | {"userId":1,"presence":"X","logicalDirection":"Y","callChannelUUID":"Z","availabilityStateId":-1,"availabilityProfileId":-1,"expiresInSeconds":0} | availabilityProfileId,availabilityStateId,callChannelUUID,expiresInSeconds,logicalDirection,presence,userId
                    post | /v1/accounts | {"username":"a b","password":"short","roles":["KING"],"org_id":1,"user_id":"x"} | org_id,password,roles,user_id,username
                    post | /v1/parked/redrive | {"target":"x","reason":"?","before":"now","include_refused":1} | before,include_refused,reason,target
                    post | /v1/parked/discard | {"deliveries":[{"message_id":"x","target":"channel:a"}],"dry_run":1,"token":1} | dry_run,message_id,token
                    post | /v1/channels/slack-sim/secrets/rotate | {"previous_expires_in_seconds":-1,"force":1} | force,previous_expires_in_seconds
                    """)
    void namesEveryWrongValue(String method, String path, String body, String due)
            throws IOException {
        HttpResponse<String> answer =
                send(new Operation(method, path, JSON.createObjectNode()), body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(String.join(",", fields(answer))).isEqualTo(due);
    }
}
