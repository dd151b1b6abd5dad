package dev.switchboard.adapter.out.upstreams.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.standardwebhooks.Webhook;
import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.RealTime;
import dev.switchboard.adapter.out.upstreams.signing.WebhookSigner;
import dev.switchboard.application.port.out.upstream.ChannelGateway.Call;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Blocked;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.secret.Secret;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelGatewayIT {

    private static final String NEWEST = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OLDER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final MessageId ID = new MessageId("msg_0123456789abcdef0123456789abcdef");

    @RegisterExtension
    static final WireMockExtension PEER =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private final RealTime time = new RealTime();
    private final EgressClient client = time.client(Duration.ofSeconds(10), "127.0.0.1");
    private final HttpChannelGateway gateway =
            new HttpChannelGateway(client, new WebhookSigner(time.clock()));

    @AfterEach
    void stop() throws IOException {
        client.close();
        time.close();
    }

    private static Call call(String message, SigningSecret... secrets) {
        return new Call(
                EndpointUrl.parse("http://127.0.0.1:" + PEER.getPort() + "/incoming?room=7"),
                "slack-sim",
                "abc\"123",
                ID,
                message,
                "https://hub.test/webhook-response?t=token",
                List.of(secrets));
    }

    private static SigningSecret secret(String text) {
        return new SigningSecret("sec_1", new Secret(text), Instant.EPOCH, null);
    }

    private UpstreamReply sendWhenAnswering(ResponseDefinitionBuilder answer) {
        PEER.stubFor(post(urlEqualTo("/incoming?room=7")).willReturn(answer));
        return gateway.send(call("\"Hello, Slack!\""));
    }

    private static ResponseDefinitionBuilder answer(int status) {
        return aResponse().withStatus(status);
    }

    @Nested
    class Sending {

        @Test
        void sendsTheFourFieldsInTheirOrderAndTheMessageAsItCame() {
            PEER.stubFor(post(urlEqualTo("/incoming?room=7")).willReturn(answer(200)));

            gateway.send(call("{\"text\":\"Grüße 👨‍👩‍👧 e\u0301 \\u00e9\",\"n\":1.0}"));

            PEER.verify(
                    postRequestedFor(urlEqualTo("/incoming?room=7"))
                            .withHeader("Content-Type", equalTo("application/json"))
                            .withHeader("User-Agent", matching("Switchboard/.+"))
                            .withRequestBody(
                                    equalTo(
                                            "{\"channel_id\":\"slack-sim\","
                                                    + "\"session_id\":\"abc\\\"123\","
                                                    + "\"message\":{\"text\":\"Grüße 👨‍👩‍👧 e\u0301"
                                                    + " \\u00e9\",\"n\":1.0},"
                                                    + "\"response_url\":"
                                                    + "\"https://hub.test/webhook-response?t=token\"}")));
        }

        @Test
        void asksForNoCompressionAndSendsNoSignatureWithoutASecret() {
            PEER.stubFor(post(urlEqualTo("/incoming?room=7")).willReturn(answer(200)));

            gateway.send(call("1"));

            PEER.verify(
                    postRequestedFor(urlEqualTo("/incoming?room=7"))
                            .withHeader("Accept-Encoding", absent())
                            .withHeader("webhook-id", absent())
                            .withHeader("webhook-timestamp", absent())
                            .withHeader("webhook-signature", absent()));
        }

        @ParameterizedTest
        @ValueSource(strings = {NEWEST, OLDER})
        void signsWithEveryActiveSecret(String active) throws Exception {
            PEER.stubFor(post(urlEqualTo("/incoming?room=7")).willReturn(answer(200)));

            gateway.send(call("\"Grüße\"", secret(NEWEST), secret(OLDER)));

            var seen = PEER.getAllServeEvents().getFirst().getRequest();
            assertThat(seen.getHeader("webhook-id")).isEqualTo(ID.value());
            new Webhook(active)
                    .verify(
                            seen.getBodyAsString(),
                            HttpHeaders.of(
                                    Map.of(
                                            "webhook-id", List.of(ID.value()),
                                            "webhook-timestamp",
                                                    List.of(seen.getHeader("webhook-timestamp")),
                                            "webhook-signature",
                                                    List.of(seen.getHeader("webhook-signature"))),
                                    (_, _) -> true));
        }

        @Test
        void sendsEqualBytesInEveryAttempt() {
            PEER.stubFor(post(urlEqualTo("/incoming?room=7")).willReturn(answer(503)));

            gateway.send(call("{\"b\":1,\"a\":2}"));
            gateway.send(call("{\"b\":1,\"a\":2}"));

            var seen = PEER.getAllServeEvents();
            assertThat(seen).hasSize(2);
            assertThat(seen.get(0).getRequest().getBody())
                    .isEqualTo(seen.get(1).getRequest().getBody());
        }
    }

    @Nested
    class Accepting {

        @ParameterizedTest
        @ValueSource(ints = {200, 201, 202, 299})
        void passesOnTheChannelsJson(int status) {
            UpstreamReply reply = sendWhenAnswering(answer(status).withBody("{\"ok\": true}\n"));

            assertThat(reply).isEqualTo(new Accepted(status, "{\"ok\": true}\n"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "ok", "<html>ok</html>", "{\"success\":tr", "{} {}"})
        void takesA2xxWithoutJsonForSuccess(String body) {
            UpstreamReply reply = sendWhenAnswering(answer(200).withBody(body));

            assertThat(reply).isEqualTo(new Accepted(200, null));
        }

        @Test
        void takesAnswersWithoutABody() {
            assertThat(sendWhenAnswering(answer(204))).isEqualTo(new Accepted(204, null));
        }

        @Test
        void keepsAJsonNull() {
            assertThat(sendWhenAnswering(answer(200).withBody("null")))
                    .isEqualTo(new Accepted(200, "null"));
        }

        @Test
        void readsABodyOfOneMebibyteAndNoMore() {
            String largest = "\"" + "x".repeat(1024 * 1024 - 2) + "\"";

            assertThat(sendWhenAnswering(answer(200).withBody(largest)))
                    .isEqualTo(new Accepted(200, largest));
            assertThat(sendWhenAnswering(answer(200).withBody(largest + " ")))
                    .isEqualTo(new Accepted(200, null));
        }

        @Test
        void keepsNoCookies() {
            UpstreamReply first =
                    sendWhenAnswering(answer(200).withHeader("Set-Cookie", "id=1; Path=/"));
            UpstreamReply second = sendWhenAnswering(answer(200));

            assertThat(first).isEqualTo(second);
            PEER.verify(
                    2,
                    postRequestedFor(urlEqualTo("/incoming?room=7"))
                            .withHeader("Cookie", absent()));
        }
    }

    @Nested
    class Refusing {

        @ParameterizedTest
        @ValueSource(ints = {300, 304, 400, 401, 403, 404, 405, 409, 410, 418, 422, 451, 499})
        void takesOtherAnswersForARefusal(int status) {
            assertThat(sendWhenAnswering(answer(status))).isEqualTo(new Refused(status, ""));
        }

        @ParameterizedTest
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void followsNoRedirect(int status) {
            UpstreamReply reply =
                    sendWhenAnswering(
                            answer(status).withHeader("Location", PEER.baseUrl() + "/elsewhere"));

            assertThat(reply).isEqualTo(new Refused(status, ""));
            assertThat(PEER.getAllServeEvents()).hasSize(1);
        }

        @Test
        void retriesNothingAndAnswersNoChallenge() {
            UpstreamReply reply =
                    sendWhenAnswering(
                            answer(401).withHeader("WWW-Authenticate", "Basic realm=\"x\""));

            assertThat(reply).isEqualTo(new Refused(401, ""));
            assertThat(PEER.getAllServeEvents()).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "text/plain | no such room | no such room",
                    "application/json; charset=utf-8 | {\"error\":\"no such room\"} | no such room",
                    "text/html | <h1>no such room</h1> | ``",
                })
        void saysWhatTheChannelSaid(String type, String body, String text) {
            UpstreamReply reply =
                    sendWhenAnswering(answer(404).withHeader("Content-Type", type).withBody(body));

            assertThat(reply).isEqualTo(new Refused(404, text));
        }
    }

    @Nested
    class BeingAway {

        @ParameterizedTest
        @CsvSource({
            "408, BUSY",
            "425, BUSY",
            "429, BUSY",
            "500, AMBIGUOUS_SERVER_ERROR",
            "501, SERVER_ERROR",
            "502, SERVER_ERROR",
            "503, SERVER_ERROR",
            "504, AMBIGUOUS_SERVER_ERROR",
            "599, SERVER_ERROR",
            "600, BROKEN",
        })
        void asksForAnotherTry(int status, Cause cause) {
            assertThat(sendWhenAnswering(answer(status).withBody("whatever")))
                    .isEqualTo(new Unavailable(cause, status, null));
        }

        @ParameterizedTest
        @ValueSource(ints = {429, 503})
        void passesOnThePatienceItAsksFor(int status) {
            assertThat(sendWhenAnswering(answer(status).withHeader("Retry-After", "2")))
                    .extracting("retryAfter")
                    .isEqualTo(Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/x",
                "http://localhost/x",
                "http://10.0.0.1/x",
                "http://[::1]/x",
                "http://127.0.0.1:6379/x"
            })
    void callsNoHostThatEgressControlRefuses(String endpoint) {
        Call call = new Call(EndpointUrl.parse(endpoint), "c", "s", ID, "1", "http://h", List.of());

        assertThat(gateway.send(call)).isEqualTo(new Blocked());
    }
}
