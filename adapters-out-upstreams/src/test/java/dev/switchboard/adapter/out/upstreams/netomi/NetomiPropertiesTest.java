package dev.switchboard.adapter.out.upstreams.netomi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NetomiPropertiesTest {

    private static final String PREFIX = "switchboard.netomi.";

    private static NetomiProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("switchboard.netomi", NetomiProperties.class);
    }

    @Test
    void callsTheRealPlatformByDefaultAndIsNotConfigured() {
        NetomiProperties properties = bind(Map.of());

        assertThat(properties)
                .isEqualTo(
                        new NetomiProperties(
                                "https://aiapi-us.netomi.com",
                                "https://auth-us.netomi.com",
                                "CHAT",
                                null,
                                null,
                                "NETOMI_WEB_WIDGET",
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(30),
                                UnknownOutcome.RETRY));
        assertThat(properties.configured()).isFalse();
    }

    @Test
    void readsEveryProperty() {
        NetomiProperties properties =
                bind(
                        Map.of(
                                PREFIX + "base-url", "http://bot:1/",
                                PREFIX + "auth-url", "http://auth:2",
                                PREFIX + "channel", "WEB",
                                PREFIX + "channel-ref-id", "ref",
                                PREFIX + "virtual-agent-id", "agent",
                                PREFIX + "integration-channel", "WIDGET",
                                PREFIX + "request-timeout", "21s",
                                PREFIX + "answer-timeout", "31s",
                                PREFIX + "on-unknown-outcome", "park"));

        assertThat(properties)
                .isEqualTo(
                        new NetomiProperties(
                                "http://bot:1",
                                "http://auth:2",
                                "WEB",
                                "ref",
                                "agent",
                                "WIDGET",
                                Duration.ofSeconds(21),
                                Duration.ofSeconds(31),
                                UnknownOutcome.PARK));
        assertThat(properties.configured()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://auth, https://auth",
        "https://auth/, https://auth",
        "https://auth/v1/auth/generate-token, https://auth",
        "https://auth/base/v1/auth/generate-token/, https://auth/base"
    })
    void cutsThePathThatOriginalsGive(String given, String base) {
        assertThat(bind(Map.of(PREFIX + "auth-url", given)).authUrl()).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({"ref, ''", "'', agent", "' ', ' '"})
    void needsBothRefs(String ref, String agent) {
        NetomiProperties properties =
                bind(Map.of(PREFIX + "channel-ref-id", ref, PREFIX + "virtual-agent-id", agent));

        assertThat(properties.configured()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "base-url, bot",
        "auth-url, ftp://auth",
        "request-timeout, 0s",
        "answer-timeout, -1s",
        "channel, ''",
        "integration-channel, é",
        "channel-ref-id, 'a\tb'"
    })
    void refusesValuesItCannotUse(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(PREFIX + name, value)))
                .hasStackTraceContaining(PREFIX + name);
    }
}
