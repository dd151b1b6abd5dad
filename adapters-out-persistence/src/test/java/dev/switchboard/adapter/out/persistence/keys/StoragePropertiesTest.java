package dev.switchboard.adapter.out.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.keys.KeyRingConfiguration.StorageProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StoragePropertiesTest {

    @Test
    void sealsNothingByDefault() {
        assertThat(bound(Map.of())).isEqualTo(new StorageProperties(false));
    }

    @Test
    void sealsBodiesIfToldTo() {
        assertThat(bound(Map.of("switchboard.storage.seal-bodies", "true")))
                .isEqualTo(new StorageProperties(true));
    }

    private static StorageProperties bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("switchboard.storage", StorageProperties.class);
    }
}
