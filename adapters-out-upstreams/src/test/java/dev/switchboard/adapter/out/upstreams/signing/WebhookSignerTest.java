package dev.switchboard.adapter.out.upstreams.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import dev.switchboard.domain.secret.Secret;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {

    private static final String NEWEST = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OLDER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private final BasicHttpRequest message = new BasicHttpRequest("POST", "/");

    private static ChannelSigningKey key(String secret) {
        return ChannelSigningKey.of(new Secret(secret));
    }

    private void sign(Instant now, String id, String body, ChannelSigningKey... keys) {
        new WebhookSigner(Clock.fixed(now, ZoneOffset.UTC))
                .sign(message, id, body.getBytes(StandardCharsets.UTF_8), List.of(keys));
    }

    private String header(String name) {
        return message.getFirstHeader(name).getValue();
    }

    @Test
    void signsTheVectorOfTheContract() {
        sign(
                Instant.ofEpochSecond(1_614_265_330),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "{\"test\": 2432232314}",
                key(NEWEST));

        assertThat(header("webhook-id")).isEqualTo("msg_p5jXN8AQM9LWM0D4loKWxJek");
        assertThat(header("webhook-timestamp")).isEqualTo("1614265330");
        assertThat(header("webhook-signature"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void givesOneEntryPerKeyInTheirOrder() {
        Instant now = Instant.ofEpochSecond(1_614_265_330);
        String body = "{\"test\": 2432232314}";
        sign(now, "msg_p5jXN8AQM9LWM0D4loKWxJek", body, key(NEWEST), key(OLDER));

        List<String> entries = Arrays.asList(header("webhook-signature").split(" ", -1));

        assertThat(entries).hasSize(2).allMatch(entry -> entry.startsWith("v1,"));
        assertThat(entries.getFirst()).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(strings = {NEWEST, OLDER})
    void satisfiesTheStandardsOwnLibrary(String secret) {
        String body = "{\"message\":\"Grüße 👋\"}";
        sign(Instant.now(Clock.systemUTC()), "msg_1", body, key(NEWEST), key(OLDER));
        HttpHeaders headers =
                HttpHeaders.of(
                        Arrays.stream(message.getHeaders())
                                .collect(
                                        Collectors.groupingBy(
                                                Header::getName,
                                                Collectors.mapping(
                                                        Header::getValue, Collectors.toList()))),
                        (_, _) -> true);

        assertThatCode(() -> new Webhook(secret).verify(body, headers)).doesNotThrowAnyException();
    }

    @Test
    void addsNothingWithoutAKey() {
        sign(Instant.EPOCH, "msg_1", "{}");

        assertThat(message.getHeaders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_no base64", "sesame!"})
    void refusesUnusableSecretsWithoutTellingThem(String secret) {
        assertThatThrownBy(() -> key(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a signing secret is whsec_ and base64")
                .hasNoCause();
    }
}
