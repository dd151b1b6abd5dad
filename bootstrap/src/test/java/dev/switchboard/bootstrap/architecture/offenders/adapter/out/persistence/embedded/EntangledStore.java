package dev.switchboard.bootstrap.architecture.offenders.adapter.out.persistence.embedded;

import dev.switchboard.bootstrap.architecture.offenders.adapter.out.persistence.mongo.OtherStore;

/// Breaks A7: one store needs the other.
public record EntangledStore(OtherStore other) {}
