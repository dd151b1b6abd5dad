package dev.switchboard.domain.message;

import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Target;

/// One try to bring a message to a target, or what else became of it there.
public record Hop(Target target, Attempt attempt) {}
