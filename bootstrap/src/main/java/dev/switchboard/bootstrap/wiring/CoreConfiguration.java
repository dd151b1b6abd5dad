package dev.switchboard.bootstrap.wiring;

import dev.switchboard.bootstrap.settings.SettingsConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Assembles the core.
@Configuration(proxyBeanMethods = false)
@Import({
    SettingsConfiguration.class,
    ClusterWiring.class,
    HintWiring.class,
    DeliveryWiring.class,
    WatchWiring.class,
    LiveWiring.class,
    HandoffWiring.class,
    ChatWiring.class,
    MessageWiring.class,
    AdminWiring.class,
    PeersWiring.class,
    PortsWiring.class
})
public class CoreConfiguration {}
