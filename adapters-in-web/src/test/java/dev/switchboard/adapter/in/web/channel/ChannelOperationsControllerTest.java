package dev.switchboard.adapter.in.web.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.switchboard.adapter.in.web.WebSlice;
import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeLanes;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.delivery.DeliveryRule;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ChannelOperationsControllerTest {

    private static final String VIEW =
            """
            {"channel_id":"slack-sim","channel_name":"Slack","channel_description":"",\
            "channel_metadata":{"endpoint_url":"http://h/"},"channel_tags":["slack"],\
            "status":"%s","status_reason":%s,"version":1,\
            "verification":{"verdict":"unverified","checks":[],"checked_at":null},\
            "secrets":[{"secret_id":"sec_1","created_at":"2026-01-31T12:00:00Z",\
            "expires_at":null}],\
            "circuit":{"state":"half_open","failures":5,\
            "next_probe_at":"2026-01-31T12:00:30Z"}}\
            """;

    /// A rule that an operator might set.
    private static final DeliveryRule RULE =
            new DeliveryRule(
                    new RetryPolicy(
                            List.of(Duration.ofSeconds(2), Duration.ofSeconds(9)),
                            0.2,
                            Duration.ofMinutes(20),
                            Duration.ofDays(2)),
                    7,
                    null,
                    Duration.ofMinutes(6));

    private final FakeOperations operations = new FakeOperations();
    private final FakeAudit audit = new FakeAudit();
    private final MockMvc web =
            WebSlice.of(
                    ChannelWebConfiguration.class,
                    new FakeLanes(),
                    new InMemoryChannels(),
                    audit,
                    operations,
                    new FakeChannelDeliveries(),
                    RULE);

    @BeforeEach
    void register() {
        Metadata metadata = Metadata.of(Map.of("endpoint_url", new JsonString("http://h/")));
        operations.add(
                Channel.register(
                        new ChannelId("slack-sim"),
                        new ChannelProfile("Slack", "", metadata, List.of("slack")),
                        InMemoryChannels.SECRET,
                        InMemoryChannels.NOW));
    }

    private ResultActions perform(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.principal(() -> "alice"));
    }

    private ResultActions rotate(String body) throws Exception {
        return perform(
                post("/v1/channels/slack-sim/secrets/rotate")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body));
    }

    private ResultActions changeStatus(String body) throws Exception {
        return perform(
                put("/v1/channels/slack-sim/status")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body));
    }

    private static void expectProblem(ResultActions answer, int status, String detail)
            throws Exception {
        answer.andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(status))
                .andExpect(jsonPath("$.detail").value(detail));
    }

    @Test
    void showsAChannelWithoutTheTextOfItsSecrets() throws Exception {
        perform(get("/v1/channels/slack-sim"))
                .andExpect(status().isOk())
                .andExpect(header().string("ETag", "\"1\""))
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(content().string(VIEW.formatted("enabled", "null")));
    }

    @Test
    void pausesAChannel() throws Exception {
        changeStatus("{\"status\":\"disabled\",\"reason\":\"maintenance\"}")
                .andExpect(status().isOk())
                .andExpect(content().string(VIEW.formatted("disabled", "\"maintenance\"")));

        assertThat(audit.lines()).containsExactly("alice channel.status slack-sim disabled");
    }

    @Test
    void resumesAChannel() throws Exception {
        changeStatus("{\"status\":\"disabled\"}");

        changeStatus("{\"status\":\"enabled\"}")
                .andExpect(content().string(VIEW.formatted("enabled", "null")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Missing field: status",
                "{\"status\":\"off\"} | Invalid status: it is one of enabled, disabled",
                "{\"status\":1} | Field status must be a string",
                "{\"status\":\"enabled\",\"reason\":1} | Field reason must be a string",
                "{\"status\":\"enabled\",\"why\":1} | Unknown field: why"
            })
    void refusesABadStatus(String body, String detail) throws Exception {
        expectProblem(changeStatus(body), 422, detail);
    }

    @Test
    void refusesATooLongReason() throws Exception {
        expectProblem(
                changeStatus("{\"status\":\"disabled\",\"reason\":\"" + "r".repeat(501) + "\"}"),
                422,
                "Field reason is too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]"})
    void refusesABodyThatIsNoObject(String body) throws Exception {
        changeStatus(body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value(1000));
    }

    @Test
    void showsAProbe() throws Exception {
        perform(post("/v1/channels/slack-sim/verify"))
                .andExpect(status().isOk())
                .andExpect(
                        content()
                                .string(
                                        """
                                        {"verdict":"pass_with_warnings","checks":[\
                                        {"name":"response","ok":true,"required":true,\
                                        "detail":"200"},\
                                        {"name":"callback","ok":true,"required":true,"detail":""},\
                                        {"name":"broken_signature","ok":false,"required":false,\
                                        "detail":"answered 200"}],\
                                        "checked_at":"2026-01-31T12:00:00Z"}\
                                        """));

        assertThat(audit.lines())
                .containsExactly("alice channel.verify slack-sim pass_with_warnings");
    }

    @Test
    void rotatesTheSecretAndKeepsThePreviousForADay() throws Exception {
        perform(post("/v1/channels/slack-sim/secrets/rotate"))
                .andExpect(status().isCreated())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(
                        content()
                                .string(
                                        """
                                        {"secret_id":"sec_2","signing_secret":"whsec_new",\
                                        "previous":{"secret_id":"sec_1",\
                                        "created_at":"2026-01-31T12:00:00Z",\
                                        "expires_at":"2026-02-01T12:00:00Z"}}\
                                        """));

        assertThat(audit.lines()).containsExactly("alice channel.secret.rotate slack-sim sec_2");
    }

    @Test
    void dropsThePreviousSecretAtOnceIfAsked() throws Exception {
        rotate("{\"previous_expires_in_seconds\":0}")
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.previous").isEmpty());
    }

    @Test
    void doesNotRotateInAThirdSecretUnlessForced() throws Exception {
        rotate("{\"previous_expires_in_seconds\":604800}").andExpect(status().isCreated());

        expectProblem(rotate("{}"), 409, "Two secrets are active; \"force\": true drops the older");
        rotate("{\"force\":true}").andExpect(status().isCreated());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"previous_expires_in_seconds\":604801} | Invalid previous_expires_in_seconds",
                "{\"previous_expires_in_seconds\":-1} | Invalid previous_expires_in_seconds",
                "{\"previous_expires_in_seconds\":1.5}"
                        + " | Field previous_expires_in_seconds must be an integer",
                "{\"previous_expires_in_seconds\":1e999}"
                        + " | Field previous_expires_in_seconds must be an integer",
                "{\"previous_expires_in_seconds\":1e-999}"
                        + " | Field previous_expires_in_seconds must be an integer",
                "{\"force\":\"yes\"} | Field force must be a boolean",
                "{\"forced\":true} | Unknown field: forced"
            })
    void refusesABadRotation(String body, String detail) throws Exception {
        expectProblem(rotate(body), 422, detail);
    }

    @Test
    void refusesARotationOfAnotherContentType() throws Exception {
        perform(
                        post("/v1/channels/slack-sim/secrets/rotate")
                                .contentType(MediaType.TEXT_PLAIN)
                                .content("{}"))
                .andExpect(status().isUnsupportedMediaType());
    }

    @ParameterizedTest
    @CsvSource({
        "'', PT1H",
        "?window=1h, PT1H",
        "?window=90s, PT90S",
        "?window=5m, PT5M",
        "?window=30d, PT720H"
    })
    void countsWithinAWindow(String parameters, Duration window) throws Exception {
        perform(get("/v1/channels/slack-sim/stats" + parameters))
                .andExpect(status().isOk())
                .andExpect(
                        content()
                                .string(
                                        """
                                        {"sent":9,"delivered":7,"answered":6,"retried":2,\
                                        "parked":1,"pending":1,"p50_ms":12,"p95_ms":null,\
                                        "rule":{"retry_after_s":[2,9],"jitter":0.2,\
                                        "longest_retry_after_s":1200,"parked_after_s":172800,\
                                        "concurrency":16,"circuit_opens_after":7,\
                                        "circuit_first_pause_s":30,\
                                        "circuit_longest_pause_s":360}}\
                                        """));

        assertThat(operations.windows()).containsExactly(window);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0h", "1", "h", "31d", "-1h", "9999999d", "1w", "1h 2m"})
    void refusesABadWindow(String window) throws Exception {
        expectProblem(
                perform(get("/v1/channels/slack-sim/stats").param("window", window)),
                422,
                "Invalid window: it is a number and s, m, h or d, up to 30d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "no$such"})
    void doesNotKnowOtherChannels(String id) throws Exception {
        String channel = "/v1/channels/" + id;

        expectProblem(perform(get(channel)), 404, "No such channel");
        expectProblem(perform(post(channel + "/verify")), 404, "No such channel");
        expectProblem(perform(post(channel + "/secrets/rotate")), 404, "No such channel");
        expectProblem(perform(get(channel + "/stats")), 404, "No such channel");
        expectProblem(
                perform(
                        put(channel + "/status")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"status\":\"enabled\"}")),
                404,
                "No such channel");
        assertThat(audit.lines()).isEmpty();
    }
}
