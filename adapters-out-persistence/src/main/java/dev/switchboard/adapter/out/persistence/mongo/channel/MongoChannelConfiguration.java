package dev.switchboard.adapter.out.persistence.mongo.channel;

import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the channel registry.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChannelQueryProperties.class)
public class MongoChannelConfiguration {

    @Bean
    ChannelRegistry channelRegistry(
            MongoStore store, SecretCipher cipher, ChannelQueryProperties query) {
        return new MongoChannelRegistry(
                store, new ChannelReading(cipher), new ChannelWriting(cipher), query.maxTime());
    }
}
