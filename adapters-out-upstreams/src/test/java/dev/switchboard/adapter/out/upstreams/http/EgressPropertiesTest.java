package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EgressPropertiesTest {

    private static EgressProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("switchboard.egress", EgressProperties.class);
    }

    @Test
    void allowsNothingByDefault() {
        assertThat(bind(Map.of())).isEqualTo(new EgressProperties(List.of()));
    }

    @Test
    void readsAListWithCommas() {
        EgressProperties properties =
                bind(Map.of("switchboard.egress.allow", "localhost,10.0.0.0/8,[::1]:5001"));

        assertThat(properties.allow()).containsExactly("localhost", "10.0.0.0/8", "[::1]:5001");
    }
}
