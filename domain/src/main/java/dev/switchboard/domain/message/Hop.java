package dev.switchboard.domain.message;

import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Target;

/// One attempt to deliver a message to a target, or another event of that delivery.
public record Hop(Target target, Attempt attempt) {}
