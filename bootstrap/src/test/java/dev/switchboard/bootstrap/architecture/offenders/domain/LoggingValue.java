package dev.switchboard.bootstrap.architecture.offenders.domain;

import org.slf4j.Logger;

/// Breaks A1: a value of the domain that logs.
public record LoggingValue(Logger log) {}
