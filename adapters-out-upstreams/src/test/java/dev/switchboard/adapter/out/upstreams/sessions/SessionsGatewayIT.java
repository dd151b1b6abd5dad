package dev.switchboard.adapter.out.upstreams.sessions;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.standardwebhooks.Webhook;
import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.EgressRules;
import dev.switchboard.adapter.out.upstreams.http.RealTime;
import dev.switchboard.adapter.out.upstreams.signing.WebhookSigner;
import dev.switchboard.application.port.out.upstream.SessionsGateway.Call;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.secret.Secret;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionsGatewayIT {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PATH = "/base/channels/response";
    private static final Call CALL =
            new Call(
                    "abc\"123",
                    new MessageId("msg_0123456789abcdef0123456789abcdef"),
                    "{\"text\":\"Grüße\",\"n\":1.0}");

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private final RealTime time = new RealTime();

    @AfterEach
    void stop() {
        time.close();
    }

    private UpstreamReply forward(Duration timeout, @Nullable Secret secret) {
        String url = "http://127.0.0.1:" + SERVER.getPort() + "/base/";
        var properties = new SessionsServerProperties(url, secret, timeout);
        EndpointUrl endpoint = properties.endpoint().orElseThrow();
        WebhookSigner signer = new WebhookSigner(time.clock());
        EgressRules rules = EgressRules.trusting(endpoint);
        try (EgressClient client = EgressClient.create(rules, timeout, time.runtime())) {
            return new HttpSessionsGateway(client, endpoint, properties, signer).forward(CALL);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private UpstreamReply forward() {
        return forward(Duration.ofSeconds(10), null);
    }

    @Test
    void forwardsTheTwoFieldsInTheirOrderToAPrivateAddressThatIsConfigured() {
        SERVER.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withBody("{\"ok\":true}")));

        UpstreamReply reply = forward();

        assertThat(reply).isEqualTo(new Accepted(200, "{\"ok\":true}"));
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo(PATH))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("User-Agent", matching("Switchboard/.+"))
                        .withHeader("Idempotency-Key", equalTo(CALL.messageId().value()))
                        .withHeader("webhook-signature", absent())
                        .withRequestBody(
                                equalTo(
                                        "{\"session_id\":\"abc\\\"123\",\"response_data\":"
                                                + "{\"text\":\"Grüße\",\"n\":1.0}}")));
    }

    @Test
    void signsWhereASecretIsSet() {
        SERVER.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse()));

        forward(Duration.ofSeconds(10), new Secret(SECRET));

        var seen = SERVER.getAllServeEvents().getFirst().getRequest();
        HttpHeaders headers =
                HttpHeaders.of(
                        Map.of(
                                "webhook-id", List.of(seen.getHeader("webhook-id")),
                                "webhook-timestamp", List.of(seen.getHeader("webhook-timestamp")),
                                "webhook-signature", List.of(seen.getHeader("webhook-signature"))),
                        (_, _) -> true);
        assertThat(seen.getHeader("webhook-id")).isEqualTo(CALL.messageId().value());
        assertThatCode(() -> new Webhook(SECRET).verify(seen.getBodyAsString(), headers))
                .doesNotThrowAnyException();
    }

    @Test
    void followsNoRedirect() {
        SERVER.stubFor(
                post(urlEqualTo(PATH))
                        .willReturn(
                                aResponse().withStatus(307).withHeader("Location", "/elsewhere")));

        UpstreamReply reply = forward();

        assertThat(reply).isEqualTo(new Refused(307, ""));
        assertThat(SERVER.getAllServeEvents()).hasSize(1);
    }

    @Test
    void hasNoOwnMeaningFor410() {
        SERVER.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(410)));

        assertThat(forward()).isEqualTo(new Refused(410, ""));
    }

    @Test
    void asksForAnotherTryWhereTheServerIsAway() {
        SERVER.stubFor(
                post(urlEqualTo(PATH))
                        .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "7")));

        assertThat(forward())
                .isEqualTo(new Unavailable(Cause.SERVER_ERROR, 503, Duration.ofSeconds(7)));
    }

    @Test
    void givesUpAtItsTimeout() {
        SERVER.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withFixedDelay(5_000)));

        assertThat(forward(Duration.ofSeconds(1), null))
                .isEqualTo(new Unavailable(Cause.TIMEOUT, null, null));
    }
}
