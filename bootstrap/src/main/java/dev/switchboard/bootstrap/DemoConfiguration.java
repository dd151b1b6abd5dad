package dev.switchboard.bootstrap;

import dev.switchboard.simulators.SimulatorsConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/// Mounts the simulators and a customer's page beside the hub, for demonstrations only.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
@Import(SimulatorsConfiguration.class)
class DemoConfiguration {}
