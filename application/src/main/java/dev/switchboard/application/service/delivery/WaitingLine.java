package dev.switchboard.application.service.delivery;

import dev.switchboard.application.service.delivery.TargetGate.Visitor;
import java.util.LinkedHashSet;

/// The lanes that wait at a gate, each once, in the order in which they came. Those that yield,
/// since what they deliver was re-driven, have their turn when no lane with live traffic waits.
final class WaitingLine {

    private final LinkedHashSet<Visitor> live = new LinkedHashSet<>();
    private final LinkedHashSet<Visitor> redriven = new LinkedHashSet<>();

    void add(Visitor visitor) {
        (visitor.yields() ? redriven : live).add(visitor);
    }

    boolean isEmpty() {
        return live.isEmpty() && redriven.isEmpty();
    }

    /// Takes out the one whose turn it is.
    Visitor removeFirst() {
        return (live.isEmpty() ? redriven : live).removeFirst();
    }
}
