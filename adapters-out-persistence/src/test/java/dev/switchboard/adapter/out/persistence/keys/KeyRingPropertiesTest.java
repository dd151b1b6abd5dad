package dev.switchboard.adapter.out.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.persistence.keys.KeyRingConfiguration.KeyRingProperties;
import dev.switchboard.domain.secret.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KeyRingPropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(bound(Map.of())).isEqualTo(new KeyRingProperties(null));
    }

    @Test
    void readsWhatIsConfiguredAndPrintsNoKey() {
        KeyRingProperties properties = bound(Map.of("switchboard.master-key", "abc="));

        assertThat(properties).isEqualTo(new KeyRingProperties(new Secret("abc=")));
        assertThat(properties.toString()).doesNotContain("abc=");
    }

    @Test
    void refusesAKeyThatIsSetAndBlank() {
        KeyRingProperties properties = bound(Map.of("switchboard.master-key", " "));

        assertThatThrownBy(() -> new KeyRingConfiguration().givenKeys(properties))
                .isInstanceOf(MasterKeyException.class)
                .hasMessage("switchboard.master-key is set and blank.");
    }

    private static KeyRingProperties bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("switchboard", KeyRingProperties.class);
    }
}
