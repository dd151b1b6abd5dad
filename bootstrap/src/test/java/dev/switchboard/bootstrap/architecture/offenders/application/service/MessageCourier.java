package dev.switchboard.bootstrap.architecture.offenders.application.service;

/// Breaks C7: a metaphor for a sender.
public final class MessageCourier {

    private MessageCourier() {}
}
