package dev.switchboard.bootstrap.wiring;

import dev.switchboard.bootstrap.settings.ChannelSettings;
import dev.switchboard.bootstrap.settings.HubSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The core's own objects.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ChannelSettings.class, HubSettings.class})
@Import({DeliveryWiring.class, MessageWiring.class, ChannelWiring.class, AdminWiring.class})
public class CoreConfiguration {}
