package dev.switchboard.domain.channel;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:5001/incoming",
                "https://bridge.example.org",
                "HTTPS://Bridge.example.org/a%20b?c=d&e=%2F",
                "http://[2001:db8::1]:8080/",
                "http://10.0.0.1/",
                "http://slack_sim:5001/incoming",
                "http://slack_sim",
                "http://h:65535/"
            })
    void takesAbsoluteWebAddresses(String url) {
        assertThat(EndpointUrl.parse(url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "incoming",
                "/incoming",
                "//host/incoming",
                "http:",
                "http:///incoming",
                "http:incoming",
                "ftp://host/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "http://user@host/",
                "http://user:password@host/",
                "http://host/#",
                "http://host/#fragment",
                "http://user@slack_sim/",
                "http://slack_sim:65536/",
                "http://slack_sim:/",
                "http://slack_sim:x/",
                "http://127.1/",
                "http://host:65536/",
                "http://host:99999999999/",
                "http://host:-1/",
                "http://ho st/",
                "http://host/a b",
                " http://host/",
                "http://host/\r\nX: y"
            })
    void refusesAnythingElse(String url) {
        assertRefused(() -> EndpointUrl.parse(url), "endpoint_url", Reason.INVALID);
    }

    @Test
    void takesTwoThousandCharacters() {
        String url = "http://host/";

        assertThat(EndpointUrl.parse(url + "p".repeat(2000 - url.length())).toString())
                .hasSize(2000);
        assertRefused(
                () -> EndpointUrl.parse(url + "p".repeat(2001 - url.length())),
                "endpoint_url",
                Reason.INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:5001/incoming, h, 5001",
        "http://slack_sim:5001/incoming, slack_sim, 5001",
        "http://slack_sim/, slack_sim, -1",
        "https://slack_sim, slack_sim, -1",
        "https://h/, h, -1",
        "http://[2001:db8::1]:8080/, [2001:db8::1], 8080"
    })
    void knowsWhomToCall(String url, String host, int port) {
        EndpointUrl endpoint = EndpointUrl.parse(url);

        assertThat(endpoint.host()).isEqualTo(host);
        assertThat(endpoint.port()).isEqualTo(port);
    }

    @Test
    void knowsWhetherItIsSecure() {
        assertThat(EndpointUrl.parse("HTTPS://host/").secure()).isTrue();
        assertThat(EndpointUrl.parse("http://host/").secure()).isFalse();
    }
}
