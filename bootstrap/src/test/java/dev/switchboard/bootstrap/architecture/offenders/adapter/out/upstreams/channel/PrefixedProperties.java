package dev.switchboard.bootstrap.architecture.offenders.adapter.out.upstreams.channel;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Breaks C3: its prefix is written otherwise, and it is read elsewhere.
@ConfigurationProperties(prefix = "switchboard.offender")
public record PrefixedProperties(String name) {}
