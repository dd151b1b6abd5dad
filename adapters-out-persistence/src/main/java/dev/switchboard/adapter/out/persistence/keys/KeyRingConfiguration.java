package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.application.port.out.settings.MadeOfSettings;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the key ring and everything derived from it, for either store.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    DataDirectoryProperties.class,
    KeyRingConfiguration.KeyRingProperties.class,
    KeyRingConfiguration.StorageProperties.class
})
@Import({
    TokenSeal.class,
    HmacResumeTokens.class,
    HmacResponseTokens.class,
    HmacMediaSignatures.class,
    HmacPeerSignatures.class,
    HubHintSeal.class,
    TermTokens.class
})
public class KeyRingConfiguration {

    @Bean
    KeyFolder keyFolder(DataDirectoryProperties properties) {
        return KeyFolder.in(properties.dataDir());
    }

    @Bean
    @MadeOfSettings
    GivenKeys givenKeys(KeyRingProperties properties) {
        Secret configured = properties.masterKey();
        if (configured == null) {
            return new GivenKeys(null);
        }
        if (configured.reveal().isBlank()) {
            throw new MasterKeyException("switchboard.master-key is set and blank.");
        }
        return new GivenKeys(KeyRing.parse(configured.reveal(), "switchboard.master-key"));
    }

    @Bean
    KeyRing keyRing(GivenKeys given, KeyFolder folder) {
        return given.ring() == null ? new MasterKeyFile(folder).readOrCreate() : given.ring();
    }

    @Bean
    SecretCipher secretCipher(KeyRing keys) {
        return new SecretCipher(keys);
    }

    @Bean
    BodySeal.Settings bodySealSettings(
            StorageProperties properties, SecretCipher cipher, Clock clock) {
        return new BodySeal.Settings(properties.sealBodies(), cipher, clock);
    }

    /// @param ring of the keys in the settings; null if the hub makes its own
    record GivenKeys(@Nullable KeyRing ring) {}

    /// @param masterKey 32 bytes in base64; nodes that share a store share it. Several keys are
    ///   separated by commas: the first one encrypts, the others only decrypt
    @ConfigurationProperties("switchboard")
    record KeyRingProperties(@Nullable Secret masterKey) {}

    /// @param sealBodies whether people's words are encrypted before they are stored
    @ConfigurationProperties("switchboard.storage")
    record StorageProperties(@DefaultValue("false") boolean sealBodies) {}
}
