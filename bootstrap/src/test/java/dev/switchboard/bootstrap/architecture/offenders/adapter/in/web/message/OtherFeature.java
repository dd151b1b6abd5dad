package dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.message;

import dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.channel.EntangledFeature;

/// The other half of a cycle.
public record OtherFeature(EntangledFeature first) {}
