package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.out.message.WaitingParts.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// How far an answer that comes in parts has got. Used by one thread at a time.
final class AnswerInParts {

    private final List<Part> held = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    /// The part that need not wait: all before it are in the journal.
    int next() {
        return next.get();
    }

    void hold(Part part) {
        if (held.stream().noneMatch(other -> same(other, part))) {
            held.add(part);
        }
    }

    private static boolean same(Part one, Part other) {
        return one.index() == other.index() && one.fingerprint().equals(other.fingerprint());
    }

    /// Those that wait with at most this index, in order.
    List<Part> heldUpTo(int index) {
        return held.stream()
                .filter(part -> part.index() <= index)
                .sorted(Comparator.comparingInt(Part::index))
                .toList();
    }

    void released(int index) {
        next.accumulateAndGet(index + 1, Math::max);
    }

    void released(Part part) {
        held.remove(part);
        released(part.index());
    }

    boolean isIdle() {
        return held.isEmpty();
    }
}
