package dev.switchboard.bootstrap.architecture.offenders.adapter.out.persistence.mongo;

/// A store that another one depends on.
public record OtherStore(String name) {}
