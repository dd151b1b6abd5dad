package dev.switchboard.bootstrap.architecture.offenders.bootstrap;

import dev.switchboard.bootstrap.architecture.offenders.adapter.out.persistence.mongo.OtherStore;

/// Breaks A8: it uses a class behind an adapter's configuration.
public record CuriousWiring(OtherStore store) {}
