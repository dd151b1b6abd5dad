package dev.switchboard.application.service.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.application.fakes.FakeResponseTokens;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A channel posts to the address that a sender names, from wherever the channel is.
class ResponseUrlsTest {

    private final ResponseUrls urls =
            new ResponseUrls(
                    new FakeResponseTokens(),
                    () -> URI.create("https://hub.example/relay"),
                    Set.of("bridge.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hub.example/relay/webhook-response",
                "HTTPS://HUB.example:443/relay/webhook-response",
                "https://hub.example/relay/x/../webhook-response"
            })
    void giveTheHubsOwnAddressATokenInstead(String given) {
        assertThat(urls.keep(given)).isNull();
    }

    @Test
    void areTheHubsOwnWhereNoneIsNamed() {
        assertThat(urls.keep(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hub.example/relay/webhook-response?t=mine",
                "https://bridge.example/answers",
                "http://BRIDGE.example:8080/answers?a=b"
            })
    void areKeptWhereAnAdminAllowsThem(String given) {
        assertThat(urls.keep(given)).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "http://127.0.0.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]/",
                "http://2130706433/",
                "https://bridge.example.evil.example/",
                "https://evil.example/?bridge.example",
                "https://evil.example/#bridge.example",
                "https://bridge.example@evil.example/",
                "https://user@bridge.example/",
                "https://bridge_example/",
                "http://hub.example/relay/webhook-response",
                "https://hub.example:8443/relay/webhook-response",
                "https://hub.example/",
                "https://hub.example/relayed/webhook-response",
                "https://hub.example/relay/../webhook-response",
                "//bridge.example/",
                "/webhook-response",
                "",
                "https:bridge.example",
                "https:///bridge.example",
                "ftp://bridge.example/",
                "file://bridge.example/etc/passwd",
                "gopher://bridge.example/",
                "javascript:alert(1)",
                "https://bridge.example\\@evil.example/",
                "https://bridge.example/ x",
                "https://bridge.example/\r\nX: y"
            })
    void areRefusedOtherwise(String given) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> urls.keep(given))
                .returns("response_url", InvalidValueException::field)
                .returns(Reason.NOT_ALLOWED, InvalidValueException::reason);
    }
}
