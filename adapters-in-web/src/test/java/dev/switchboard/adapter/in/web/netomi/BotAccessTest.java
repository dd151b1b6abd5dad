package dev.switchboard.adapter.in.web.netomi;

import static dev.switchboard.domain.identity.Role.ADMIN;
import static dev.switchboard.domain.identity.Role.AGENT;
import static dev.switchboard.domain.identity.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may use the bot's endpoints, and the texts of the refusals.
@WebTest
class BotAccessTest {

    private static final String PROCESS = "/api/netomi/process-message";
    private static final String WEBHOOK = "/webhook/netomi";
    private static final String MESSAGE = "{\"messageData\":{\"conversationId\":\"c\"}}";
    private static final String AWAY = "{\"ok\":false,\"error\":\"Storage unavailable\"}";

    private final Hub hub;

    BotAccessTest(Hub hub) {
        this.hub = hub;
    }

    private HttpResponse<String> post(String path, String body, String authorization) {
        return hub.send(
                hub.request(path)
                        .header("Content-Type", "application/json")
                        .header("Authorization", authorization)
                        .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path, String authorization) {
        return hub.send(hub.request(path).header("Authorization", authorization).GET());
    }

    @Test
    void needsNoTokenToWriteToTheBot() {
        HttpResponse<String> answer = hub.post(PROCESS, MESSAGE);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo(AWAY);
        assertThat(answer.headers().firstValue("X-Switchboard-Resume")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer junk", "Bearer a.b.c", "Basic abc"})
    void takesNoBadTokenFromWhoWritesToTheBot(String authorization) {
        HttpResponse<String> answer = post(PROCESS, MESSAGE, authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"ok\":false,\"error\":\"Unauthorized\"}");
    }

    @Test
    void knowsAnEndUserByTheirToken() {
        String foreign =
                "{\"messageData\":{\"conversationId\":\"c\",\"userDetails\":{\"userId\":\"x\"}}}";
        String own = foreign.replace("\"x\"", "\"tester\"");
        String token = "Bearer " + hub.token(AGENT);

        assertThat(post(PROCESS, foreign, token).body())
                .isEqualTo("{\"ok\":false,\"error\":\"Forbidden\"}");
        assertThat(post(PROCESS, own, token).body()).isEqualTo(AWAY);
    }

    @Test
    void knowsABackEndByItsToken() {
        HttpResponse<String> answer = hub.get("/api/netomi/generate-token", SERVICE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    @Test
    void looksAtNoOtherTokenOnTheWebhook() {
        HttpResponse<String> answer = post(WEBHOOK, "{}", "Bearer whatever");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"Invalid bearer token\",\"message\":\"Unauthorized access\"}");
    }

    @Test
    void takesBothKindsOfTokensForTheTestOfTheWebhook() {
        String path = "/webhook/test";

        assertThat(hub.get(path, ADMIN).statusCode()).isEqualTo(200);
        assertThat(hub.get(path, SERVICE).body()).isEqualTo("{\"error\":\"Forbidden\"}");
        assertThat(get(path, "Bearer foreign").body())
                .isEqualTo(
                        "{\"error\":\"Invalid bearer token\",\"message\":\"Unauthorized access\"}");
        assertThat(get(path, "Token x").body())
                .contains("\"error\":\"Invalid Authorization header format\"");
    }

    @Test
    void believesNoTokenThatOnlyClaimsToBeOurs() {
        String token = hub.token(ADMIN);
        String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";

        assertThat(get("/webhook/test", "Bearer " + forged).body())
                .isEqualTo("{\"error\":\"Unauthorized\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/netomi/process-message, 405, '{\"ok\":false,\"error\":\"Method not"
                + " allowed\"}'",
        "GET, /webhook/netomi, 405, '{\"error\":\"Method not allowed\"}'",
        "GET, /api/conversations, 401, '{\"ok\":false,\"error\":\"Unauthorized\"}'",
        "GET, /webhook/info, 401, '{\"error\":\"Unauthorized\"}'",
        "GET, /api/netomi/nothing, 404, '{\"ok\":false,\"error\":\"Not found\"}'"
    })
    void refusesInTheWordsOfItsFamily(String method, String path, int status, String body) {
        HttpResponse<String> answer = hub.send(method, path, "");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        HttpResponse<String> answer = hub.post(PROCESS, " ".repeat(1024 * 1024 + 1));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("{\"ok\":false,\"error\":\"Payload too large\"}");
    }

    @Test
    void refusesContentThatIsNoJson() {
        HttpRequest.Builder request =
                hub.request(PROCESS)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(MESSAGE));

        assertThat(hub.send(request).body())
                .isEqualTo("{\"ok\":false,\"error\":\"Content-Type must be application/json\"}");
    }
}
