package dev.switchboard.adapter.out.upstreams.pega;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.switchboard.adapter.out.upstreams.pega.Connections.LONG_SECRET;
import static dev.switchboard.adapter.out.upstreams.pega.Connections.SHORT_SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.RealTime;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.upstream.DeskStates.Condition;
import dev.switchboard.application.port.out.upstream.DeskStates.DeskState;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.upstream.Failure;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// The meaning of each answer of a desk.
@ExtendWith(OutputCaptureExtension.class)
class DmsGatewayIT {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Target DESK = new Target(Target.Kind.DESK, "pega/default");
    private static final Target SECOND = new Target(Target.Kind.DESK, "pega/second");
    private static final String HELLO =
            "{\"type\":\"text\",\"customer_id\":\"C-1\",\"customer_name\":\"Ann\","
                    + "\"message_id\":1700000000000,\"text\":[\"Grüße\"]}";
    private static final String TYPING = "{\"type\":\"typing_indicator\",\"customer_id\":\"C-1\"}";

    @RegisterExtension
    static final WireMockExtension DMS =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private final RealTime time = new RealTime();
    private final MutableClock clock = new MutableClock(NOW);
    private final EgressClient client = time.client(Duration.ofSeconds(30), "127.0.0.1");
    private final PegaLines lines =
            new PegaLines(
                    List.of(
                            Connections.connection(
                                    "default", url("/messages"), "conn-1", SHORT_SECRET),
                            Connections.connection(
                                    "second", url("/second?x=1"), "conn-2", LONG_SECRET)));
    private final DmsGateway gateway = gateway(client);

    @AfterEach
    void stop() throws IOException {
        client.close();
        time.close();
    }

    private DmsGateway gateway(EgressClient calling) {
        DmsTokens tokens = new DmsTokens(Duration.ofSeconds(30), clock);
        return new DmsGateway(lines, calling, tokens, clock);
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + DMS.getPort() + path;
    }

    private static Message message(String json) {
        return new Message(
                new MessageId("msg_0123456789abcdef0123456789abcdef"),
                new ConversationId("pega:default/C-1"),
                1,
                new Author(Party.USER, "C-1"),
                new Content(json),
                null,
                null,
                NOW);
    }

    private UpstreamReply send(Target desk, String json) {
        return send(gateway, desk, json);
    }

    private static UpstreamReply send(DmsGateway gateway, Target desk, String json) {
        return switch (gateway.send(desk, message(json))) {
            case SendOutcome.Called(UpstreamReply reply, _) -> reply;
            case SendOutcome other -> throw new AssertionError(other);
        };
    }

    private UpstreamReply sendWhenAnswering(ResponseDefinitionBuilder answer) {
        DMS.stubFor(post(urlEqualTo("/messages")).willReturn(answer));
        return send(DESK, HELLO);
    }

    private static ResponseDefinitionBuilder answer(int status) {
        return aResponse().withStatus(status);
    }

    private static void answerFirstAndThen(int first, int then) {
        DMS.stubFor(
                post(urlEqualTo("/messages"))
                        .inScenario("token")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willReturn(answer(first))
                        .willSetStateTo("again"));
        DMS.stubFor(
                post(urlEqualTo("/messages"))
                        .inScenario("token")
                        .whenScenarioStateIs("again")
                        .willReturn(answer(then)));
    }

    private static List<LoggedRequest> calls() {
        return DMS.findAll(postRequestedFor(urlEqualTo("/messages")));
    }

    private DeskState state() {
        return lines.all().getFirst();
    }

    private static JWTClaimsSet claims(String authorization) throws ParseException {
        return SignedJWT.parse(authorization.substring("Bearer ".length())).getJWTClaimsSet();
    }

    @Nested
    class Sending {

        @Test
        void postsTheFieldsWithATokenOfThirtySeconds() throws Exception {
            sendWhenAnswering(answer(200));

            LoggedRequest call = calls().getFirst();
            assertThat(call.getBodyAsString()).isEqualTo(HELLO);
            assertThat(call.getHeader("Content-Type")).isEqualTo("application/json");
            assertThat(call.getHeader("connection_id")).isEqualTo("conn-1");
            assertThat(call.getHeader("User-Agent")).startsWith("Switchboard/");
            JWTClaimsSet claims = claims(call.getHeader("Authorization"));
            assertThat(claims.getIssuer()).isEqualTo("conn-1");
            assertThat(claims.getIssueTime()).isEqualTo(NOW);
            assertThat(claims.getExpirationTime()).isEqualTo(NOW.plusSeconds(30));
        }

        @Test
        void mintsAFreshTokenForEveryAttempt() throws Exception {
            sendWhenAnswering(answer(500));
            clock.advance(Duration.ofSeconds(5));
            sendWhenAnswering(answer(200));

            assertThat(calls()).hasSize(2);
            assertThat(claims(calls().getLast().getHeader("Authorization")).getIssueTime())
                    .isEqualTo(NOW.plusSeconds(5));
        }

        @Test
        void callsEachConnectionByItsOwnAddressAndId() {
            DMS.stubFor(post(urlEqualTo("/second?x=1")).willReturn(answer(200)));

            send(SECOND, HELLO);

            DMS.verify(
                    1,
                    postRequestedFor(urlEqualTo("/second?x=1"))
                            .withHeader("connection_id", equalTo("conn-2")));
        }

        @Test
        void knowsNoOtherDesk() {
            Target other = new Target(Target.Kind.DESK, "pega/other");

            assertThat(gateway.serves(other)).isFalse();
            assertThatThrownBy(() -> gateway.send(other, message(HELLO)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Outcomes {

        @ParameterizedTest
        @ValueSource(ints = {200, 201, 202, 204})
        void takesAny2xxForDeliveredAndItsBodyForNothing(int status) {
            ResponseDefinitionBuilder answer = answer(status);
            UpstreamReply reply =
                    sendWhenAnswering(
                            status == 204 ? answer : answer.withBody("{\"secret\":true}"));

            assertThat(reply).isEqualTo(new Accepted(status, null));
            assertThat(state().condition()).isEqualTo(Condition.WELL);
            assertThat(state().lastSuccessAt()).isEqualTo(NOW);
            assertThat(state().lastFailure()).isNull();
        }

        @ParameterizedTest
        @CsvSource({
            "408, BUSY",
            "429, BUSY",
            "500, AMBIGUOUS_SERVER_ERROR",
            "502, SERVER_ERROR",
            "503, SERVER_ERROR",
            "504, AMBIGUOUS_SERVER_ERROR"
        })
        void asksForAnotherTry(int status, Cause cause) {
            UpstreamReply reply = sendWhenAnswering(answer(status));

            assertThat(reply).isEqualTo(new Unavailable(cause, status, null));
            assertThat(calls()).hasSize(1);
            assertThat(state().condition()).isEqualTo(Condition.AWAY);
            assertThat(state().lastFailure()).isEqualTo(new Failure(NOW, status));
        }

        @Test
        void trustsRetryAfter() {
            assertThat(sendWhenAnswering(answer(429).withHeader("Retry-After", "7")))
                    .isEqualTo(new Unavailable(Cause.BUSY, 429, Duration.ofSeconds(7)));
        }

        @Test
        void givesUpWaitingAtItsTimeout() throws IOException {
            DMS.stubFor(
                    post(urlEqualTo("/messages")).willReturn(answer(200).withFixedDelay(6_000)));
            try (EgressClient hasty = time.client(Duration.ofSeconds(1), "127.0.0.1")) {
                assertThat(send(gateway(hasty), DESK, HELLO))
                        .isEqualTo(new Unavailable(Cause.TIMEOUT, null, null));
            }
            assertThat(state().lastFailure()).isEqualTo(new Failure(NOW, null));
        }

        @Test
        void noticesAConnectionThatBreaks() {
            assertThat(sendWhenAnswering(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)))
                    .isEqualTo(new Unavailable(Cause.BROKEN, null, null));
        }

        @ParameterizedTest
        @ValueSource(ints = {302, 307, 400, 404, 413, 422})
        void isRefusedForGood(int status) {
            UpstreamReply reply =
                    sendWhenAnswering(answer(status).withHeader("Location", url("/second?x=1")));

            assertThat(reply).isEqualTo(new Refused(status, ""));
            assertThat(DMS.getAllServeEvents()).hasSize(1);
            assertThat(state().condition()).isEqualTo(Condition.WELL);
            assertThat(state().lastFailure()).isEqualTo(new Failure(NOW, status));
        }
    }

    @Nested
    class WhenItsTokenIsRefused {

        @ParameterizedTest
        @ValueSource(ints = {401, 403})
        void callsOnceMoreAtOnce(int status) {
            answerFirstAndThen(status, 200);

            assertThat(send(DESK, HELLO)).isEqualTo(new Accepted(200, null));

            assertThat(calls()).hasSize(2);
            assertThat(calls().getLast().getBodyAsString()).isEqualTo(HELLO);
            assertThat(state().condition()).isEqualTo(Condition.WELL);
        }

        @ParameterizedTest
        @ValueSource(ints = {401, 403})
        void isUnavailableIfThatIsRefusedToo(int status, CapturedOutput output) {
            UpstreamReply reply = sendWhenAnswering(answer(status));

            assertThat(reply).isEqualTo(new Unavailable(Cause.UNAUTHORIZED, status, null));
            assertThat(calls()).hasSize(2);
            assertThat(state().condition()).isEqualTo(Condition.UNAUTHORIZED);
            assertThat(state().lastFailure()).isEqualTo(new Failure(NOW, status));
            assertThat(output.getAll())
                    .contains("default", "refuses our tokens")
                    .doesNotContain(SHORT_SECRET, "Bearer", "eyJ", "Grüße", "Ann", "C-1");
        }

        @Test
        void tellsOnlyOnceAndWhenItIsOver(CapturedOutput output) {
            sendWhenAnswering(answer(401));
            sendWhenAnswering(answer(401));
            sendWhenAnswering(answer(200));

            assertThat(output.getAll()).containsOnlyOnce("refuses our tokens");
            assertThat(output.getAll()).containsOnlyOnce("accepts our tokens again");
            assertThat(state().condition()).isEqualTo(Condition.WELL);
        }

        @Test
        void leavesOtherConnectionsAlone() {
            sendWhenAnswering(answer(401));

            assertThat(lines.all().getLast().condition()).isEqualTo(Condition.WELL);
        }

        @Test
        void reportsWhatTheSecondCallMetInstead() {
            answerFirstAndThen(401, 503);

            assertThat(send(DESK, HELLO)).isEqualTo(new Unavailable(Cause.SERVER_ERROR, 503, null));
        }
    }

    @Nested
    class Typing {

        @ParameterizedTest
        @ValueSource(ints = {200, 401, 500})
        void isTriedOnceAndLeavesNoTrace(int status) {
            DMS.stubFor(post(urlEqualTo("/messages")).willReturn(answer(status)));

            send(DESK, TYPING);

            assertThat(calls()).hasSize(1);
            assertThat(calls().getFirst().getBodyAsString()).isEqualTo(TYPING);
            assertThat(state().condition()).isEqualTo(Condition.WELL);
            assertThat(state().lastFailure()).isNull();
        }
    }
}
