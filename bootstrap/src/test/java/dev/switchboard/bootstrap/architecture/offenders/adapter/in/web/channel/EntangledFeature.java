package dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.channel;

import dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.message.OtherFeature;

/// Breaks A7 and, as the other knows it too, A10.
public record EntangledFeature(OtherFeature other) {}
