package dev.switchboard.bootstrap.architecture.offenders.domain;

/// Breaks A9: a vendor in the domain.
public record NetomiTicket(String number) {}
