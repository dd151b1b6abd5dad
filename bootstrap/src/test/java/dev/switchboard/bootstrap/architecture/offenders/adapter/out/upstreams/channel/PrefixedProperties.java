package dev.switchboard.bootstrap.architecture.offenders.adapter.out.upstreams.channel;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Breaks C3: its prefix has another spelling, and another package reads it.
@ConfigurationProperties(prefix = "switchboard.offender")
public record PrefixedProperties(String name) {}
