package dev.switchboard.bootstrap.wiring;

import dev.switchboard.bootstrap.settings.ChannelSettings;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.bootstrap.settings.LiveClientSettings;
import dev.switchboard.bootstrap.settings.NetomiSettings;
import dev.switchboard.bootstrap.settings.PegaSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The core's own objects.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    ChannelSettings.class,
    HubSettings.class,
    LiveClientSettings.class,
    NetomiSettings.class,
    PegaSettings.class
})
@Import({
    DeliveryWiring.class,
    WatchWiring.class,
    LiveWiring.class,
    UserWiring.class,
    BotWiring.class,
    MessageWiring.class,
    ChannelWiring.class,
    AdminWiring.class
})
public class CoreConfiguration {}
