package dev.switchboard.bootstrap.architecture.offenders.application.port.in;

/// Breaks C1: a port that is a class.
public final class ClassPort {}
