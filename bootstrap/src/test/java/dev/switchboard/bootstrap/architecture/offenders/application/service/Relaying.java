package dev.switchboard.bootstrap.architecture.offenders.application.service;

/// Breaks C7: an activity.
public final class Relaying {

    private Relaying() {}
}
