package dev.switchboard.bootstrap.architecture.offenders.application.inmemory;

/// Used by an adapter, which breaks A11.
public final class InMemoryTwin {}
