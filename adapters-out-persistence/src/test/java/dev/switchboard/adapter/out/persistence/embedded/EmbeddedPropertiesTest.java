package dev.switchboard.adapter.out.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.EmbeddedStoreWiring.EmbeddedStoreProperties;
import dev.switchboard.adapter.out.persistence.keys.DataDirectoryProperties;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class EmbeddedPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bound("switchboard", DataDirectoryProperties.class, Map.of()))
                .isEqualTo(new DataDirectoryProperties(Path.of("data")));
        assertThat(bound("switchboard.embedded", EmbeddedStoreProperties.class, Map.of()))
                .isEqualTo(new EmbeddedStoreProperties(4096, DataSize.ofMegabytes(64)));
    }

    @Test
    void readsWhatIsConfigured() {
        Map<String, String> configured =
                Map.of(
                        "switchboard.data-dir", "/var/lib/switchboard",
                        "switchboard.embedded.max-queued", "10",
                        "switchboard.embedded.memory", "32MB");

        assertThat(bound("switchboard", DataDirectoryProperties.class, configured))
                .isEqualTo(new DataDirectoryProperties(Path.of("/var/lib/switchboard")));
        assertThat(bound("switchboard.embedded", EmbeddedStoreProperties.class, configured))
                .isEqualTo(new EmbeddedStoreProperties(10, DataSize.ofMegabytes(32)));
    }

    private static <T> T bound(String prefix, Class<T> type, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, type);
    }
}
