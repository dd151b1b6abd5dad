package dev.switchboard.adapter.in.web.netomi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.in.web.netomi.NetomiWebProperties.AgentsRead;
import dev.switchboard.adapter.in.web.netomi.NetomiWebProperties.TokenView;
import dev.switchboard.adapter.in.web.netomi.NetomiWebProperties.Webhook;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NetomiWebPropertiesTest {

    private static final String PREFIX = "switchboard.netomi.";

    private static NetomiWebProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("switchboard.netomi", NetomiWebProperties.class);
    }

    @Test
    void closeTheWebhookByDefault() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new NetomiWebProperties(
                                new Webhook(List.of(), List.of(), null, List.of()),
                                Duration.ofSeconds(10),
                                TokenView.REFUSE,
                                AgentsRead.OWN,
                                true,
                                60,
                                List.of()));
    }

    @Test
    void areAllRead() {
        NetomiWebProperties properties =
                bind(
                        Map.of(
                                PREFIX + "webhook.bearer-tokens",
                                        "canary-1-long-enough, canary-2-long-enough,",
                                PREFIX + "webhook.signature-secrets", "canary-3-long-enough",
                                PREFIX + "webhook.require-signature", "true",
                                PREFIX + "webhook.networks", "203.0.113.0/24",
                                PREFIX + "sync-wait", "4s",
                                PREFIX + "token-view", "status",
                                PREFIX + "agents-read", "all",
                                PREFIX + "resume-cookie", "false",
                                PREFIX + "rate", "7",
                                PREFIX + "allowed-origins", "https://a.example, http://b:8,"));

        assertThat(properties)
                .isEqualTo(
                        new NetomiWebProperties(
                                new Webhook(
                                        List.of(
                                                new Secret("canary-1-long-enough"),
                                                new Secret("canary-2-long-enough")),
                                        List.of(new Secret("canary-3-long-enough")),
                                        true,
                                        List.of("203.0.113.0/24")),
                                Duration.ofSeconds(4),
                                TokenView.STATUS,
                                AgentsRead.ALL,
                                false,
                                7,
                                List.of("https://a.example", "http://b:8")));
        assertThat(properties.toString()).doesNotContain("canary");
    }

    @Test
    void takeBlankForUnset() {
        assertThat(bind(Map.of(PREFIX + "webhook.bearer-tokens", "")).webhook().bearerTokens())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rate, 0",
        "sync-wait, -1s",
        "webhook.require-signature, true",
        "webhook.bearer-tokens, fifteen-letters",
        "webhook.signature-secrets, fifteen-letters",
        "webhook.networks, everywhere"
    })
    void refuseNonsense(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of(PREFIX + name, value)))
                .hasStackTraceContaining(PREFIX + name);
    }
}
