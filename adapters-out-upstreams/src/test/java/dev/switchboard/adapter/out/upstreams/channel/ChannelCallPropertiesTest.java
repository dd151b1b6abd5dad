package dev.switchboard.adapter.out.upstreams.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ChannelCallPropertiesTest {

    private static ChannelCallProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("switchboard.channels", ChannelCallProperties.class);
    }

    @Test
    void waitsFifteenSecondsAndAllowsHttpByDefault() {
        assertThat(bind(Map.of()))
                .isEqualTo(new ChannelCallProperties(Duration.ofSeconds(15), false));
    }

    @Test
    void readsEveryProperty() {
        ChannelCallProperties properties =
                bind(
                        Map.of(
                                "switchboard.channels.request-timeout", "30s",
                                "switchboard.channels.require-https", "true",
                                "switchboard.channels.sync-wait", "5s"));

        assertThat(properties).isEqualTo(new ChannelCallProperties(Duration.ofSeconds(30), true));
    }

    @Test
    void refusesATimeoutThatIsNone() {
        assertThatThrownBy(() -> new ChannelCallProperties(Duration.ZERO, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("switchboard.channels.request-timeout");
    }
}
