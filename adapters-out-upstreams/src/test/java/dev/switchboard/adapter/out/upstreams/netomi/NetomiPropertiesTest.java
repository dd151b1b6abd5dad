package dev.switchboard.adapter.out.upstreams.netomi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.upstreams.netomi.NetomiProperties.UnknownOutcome;
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
                                UnknownOutcome.RETRY,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(2),
                                Duration.ofHours(24)));
        assertThat(properties.configured()).isFalse();
    }

    @Test
    void readsEveryProperty() {
        NetomiProperties properties =
                bind(
                        Map.ofEntries(
                                Map.entry(PREFIX + "base-url", "http://bot:1/"),
                                Map.entry(PREFIX + "auth-url", "http://auth:2"),
                                Map.entry(PREFIX + "channel", "WEB"),
                                Map.entry(PREFIX + "channel-ref-id", "ref"),
                                Map.entry(PREFIX + "virtual-agent-id", "agent"),
                                Map.entry(PREFIX + "integration-channel", "WIDGET"),
                                Map.entry(PREFIX + "request-timeout", "21s"),
                                Map.entry(PREFIX + "answer-timeout", "31s"),
                                Map.entry(PREFIX + "on-unknown-outcome", "park"),
                                Map.entry(PREFIX + "sync-wait", "11s"),
                                Map.entry(PREFIX + "ack-timeout", "12s"),
                                Map.entry(PREFIX + "chunk-wait", "3s"),
                                Map.entry(PREFIX + "claim-ttl", "25h")));

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
                                UnknownOutcome.PARK,
                                Duration.ofSeconds(11),
                                Duration.ofSeconds(12),
                                Duration.ofSeconds(3),
                                Duration.ofHours(25)));
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

    @Test
    void takesBlankRefsForNone() {
        NetomiProperties properties =
                bind(Map.of(PREFIX + "channel-ref-id", " ", PREFIX + "virtual-agent-id", " "));

        assertThat(properties.configured()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ref, '', virtual-agent-id", "'', agent, channel-ref-id"})
    void refusesOneRefWithoutTheOther(String ref, String agent, String missing) {
        Map<String, String> half =
                Map.of(PREFIX + "channel-ref-id", ref, PREFIX + "virtual-agent-id", agent);

        assertThatThrownBy(() -> bind(half)).hasStackTraceContaining(missing + " is missing");
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
