package dev.switchboard.adapter.out.persistence.embedded.channel;

import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the channel registry.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChannelQueryProperties.class)
public class ChannelStoreConfiguration {

    @Bean
    ChannelRegistry channelRegistry(
            Store store, SecretCipher cipher, Clock clock, ChannelQueryProperties properties) {
        return new EmbeddedChannelRegistry(store, cipher, clock, properties.maxTime());
    }
}
