package dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.channel;

import dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.message.OtherFeature;

/// Breaks A7 and, because the other depends on it too, A10.
public record EntangledFeature(OtherFeature other) {}
