package dev.switchboard.bootstrap.architecture.offenders.adapter.out.upstreams.channel;

import dev.switchboard.bootstrap.architecture.offenders.adapter.out.upstreams.sessions.OtherGateway;

/// Breaks A7: one called system knows another.
public record EntangledGateway(OtherGateway other) {}
