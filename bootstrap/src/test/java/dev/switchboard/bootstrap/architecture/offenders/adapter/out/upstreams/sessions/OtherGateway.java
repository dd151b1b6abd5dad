package dev.switchboard.bootstrap.architecture.offenders.adapter.out.upstreams.sessions;

import dev.switchboard.bootstrap.architecture.offenders.adapter.out.upstreams.channel.PrefixedProperties;

/// Reads properties that are not its own.
public record OtherGateway(PrefixedProperties properties) {}
