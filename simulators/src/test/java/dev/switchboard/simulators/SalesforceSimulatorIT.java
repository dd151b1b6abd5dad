package dev.switchboard.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceSimulatorIT {

    private static final String CHAT = "/iamessage/api/v2";
    private static final String ROOM = "123e4567-e89b-42d3-a456-426614174000";
    private static final String ROUTING = "\"routingAttributes\":{\"CaseId\":\"500\"}";

    private final Http http = new Http();
    private final SimulatorServer simulators = SimulatorServer.start(Clock.systemUTC());
    private String user = "";

    @BeforeEach
    void logIn() throws Exception {
        user =
                send(
                                "POST",
                                CHAT + "/authorization/unauthenticated/access-token",
                                "{\"orgId\":\"00D\",\"esDeveloperName\":\"W\","
                                        + "\"capabilitiesVersion\":\"1\",\"platform\":\"Web\"}",
                                "")
                        .body()
                        .replaceAll("(?s).*\"accessToken\":\"([^\"]+)\".*", "$1");
    }

    @AfterEach
    void stop() {
        http.close();
        simulators.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String token)
            throws Exception {
        return http.send(
                method,
                simulators.url().resolve("/sim/salesforce" + path),
                body,
                "Authorization",
                "Bearer " + token);
    }

    private int open() throws Exception {
        String body =
                "{\"conversationId\":\"" + ROOM + "\",\"esDeveloperName\":\"W\"," + ROUTING + "}";
        return send("POST", CHAT + "/conversation", body, user).statusCode();
    }

    private int say(String id) throws Exception {
        return say(id, ",\"isNewMessagingSession\":false");
    }

    private int say(String id, String more) throws Exception {
        String body =
                """
                {"message":{"id":"%s","messageType":"StaticContentMessage",
                 "staticContent":{"formatType":"Text","text":"Hola"}},"esDeveloperName":"W"%s}
                """
                        .formatted(id, more);
        return send("POST", CHAT + "/conversation/" + ROOM + "/message", body, user).statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",\"isNewMessagingSession\":false | 202",
                ",\"isNewMessagingSession\":true,ROUTING,\"language\":\"es_MX\" | 202",
                ",\"isNewMessagingSession\":true | 400",
                ",\"isNewMessagingSession\":false,ROUTING | 400",
                ",\"isNewMessagingSession\":false,\"more\":1 | 400",
                "`` | 400"
            })
    void takesMessagesWithExactlyTheirMembers(String more, int status) throws Exception {
        assertThat(open()).isEqualTo(201);

        assertThat(say("m-1", more.replace("ROUTING", ROUTING))).isEqualTo(status);
    }

    @Test
    void opensAConversationOnce() throws Exception {
        assertThat(open()).isEqualTo(201);
        assertThat(open()).isEqualTo(409);
        assertThat(send("POST", CHAT + "/conversation", "{\"more\":1}", user).statusCode())
                .isEqualTo(400);
        assertThat(send("POST", CHAT + "/conversation", "{}", "nobody").statusCode())
                .isEqualTo(401);
    }

    @Test
    void takesNoMoreThanTwentyTwoMessagesAMinute() throws Exception {
        open();
        for (int i = 0; i < 22; i++) {
            assertThat(say("m-" + i)).isEqualTo(202);
        }

        assertThat(say("m-22")).isEqualTo(429);
    }

    @Test
    void keepsRecordsForWhoeverIsLetIn() throws Exception {
        String token =
                send(
                                "POST",
                                "/services/oauth2/token",
                                "grant_type=client_credentials&client_id=c&client_secret=s",
                                "")
                        .body()
                        .replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
        String contacts = "/services/data/v67.0/sobjects/Contact";

        assertThat(send("POST", contacts, "{\"LastName\":\"Ochoa\"}", "nobody").statusCode())
                .isEqualTo(401);
        assertThat(send("POST", contacts, "{\"LastName\":\"Ochoa\"}", token).statusCode())
                .isEqualTo(201);

        assertThat(simulators.salesforce().records("Contact"))
                .singleElement()
                .satisfies(it -> assertThat(it).containsEntry("LastName", "Ochoa"));
        assertThat(simulators.salesforce().calls().toString()).doesNotContain(token);
    }

    @Test
    void letsAgentsSpeakAndShowsWhatWasSaid() throws Exception {
        open();
        say("m-1");

        assertThat(
                        http.send(
                                        "POST",
                                        simulators.url().resolve("/sim/salesforce/events"),
                                        "[{\"does\":\"join\"},{\"does\":\"reply\",\"text\":\"Soy Ana\"},"
                                                + "{\"does\":\"end\"}]")
                                .statusCode())
                .isEqualTo(200);

        assertThat(simulators.salesforce().transcripts())
                .isEqualTo(Map.of(ROOM, List.of("EndUser: Hola", "Agent: Soy Ana")));
        assertThat(http.send("GET", simulators.url().resolve("/sim/salesforce/state"), "").body())
                .contains("Agent: Soy Ana");
        assertThat(say("m-2")).isEqualTo(404);
    }

    @Test
    void followsItsScript() throws Exception {
        String script =
                "[{\"match\":{\"method\":\"POST\",\"path\":\"/conversation\"},\"times\":1,"
                        + "\"action\":{\"status\":503,\"retryAfter\":\"7\"}}]";
        http.send("PUT", simulators.url().resolve("/sim/salesforce/script"), script);

        assertThat(open()).isEqualTo(503);
        assertThat(open()).isEqualTo(201);
    }
}
