package dev.switchboard.bootstrap.architecture.offenders.application.inmemory;

/// Touched by an adapter, which breaks A11.
public final class InMemoryTwin {}
