package dev.switchboard.adapter.out.persistence.keys;

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
    KeyRing keyRing(KeyRingProperties properties, KeyFolder folder) {
        Secret configured = properties.masterKey();
        if (configured == null) {
            return new MasterKeyFile(folder).readOrCreate();
        }
        if (configured.reveal().isBlank()) {
            throw new MasterKeyException(
                    "switchboard.master-key (SWITCHBOARD_MASTER_KEY) is set and blank.");
        }
        return KeyRing.parse(configured.reveal(), "switchboard.master-key");
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

    /// @param masterKey 32 bytes in base64; nodes that share a store share it. Several keys are
    ///   separated by commas: the first one encrypts, the others only decrypt
    @ConfigurationProperties("switchboard")
    record KeyRingProperties(@Nullable Secret masterKey) {}

    /// @param sealBodies whether people's words are encrypted before they are stored
    @ConfigurationProperties("switchboard.storage")
    record StorageProperties(@DefaultValue("false") boolean sealBodies) {}
}
