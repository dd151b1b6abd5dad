package dev.switchboard.bootstrap.architecture.offenders.adapter.out.persistence.mongo;

/// A store that is leant upon.
public record OtherStore(String name) {}
