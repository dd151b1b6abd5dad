package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Mark;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The memory of an organisation: who left, and how old its changes are. Both are forgotten in the
/// order in which they came.
final class OrganisationPast {

    private final Deque<Removal> removals = new ArrayDeque<>();
    private final Deque<Mark> marks = new ArrayDeque<>();

    void add(Removal removal) {
        removals.add(removal);
    }

    void add(Mark mark) {
        marks.add(mark);
    }

    Removal forgetRemoval() {
        return removals.removeFirst();
    }

    void forgetMark() {
        marks.removeFirst();
    }

    Collection<Removal> removals() {
        return Collections.unmodifiableCollection(removals);
    }

    Collection<Mark> marks() {
        return Collections.unmodifiableCollection(marks);
    }

    @Nullable Mark lastMark() {
        return marks.peekLast();
    }

    /// Returns a `seq` that had been reached at that time, the greatest one with a mark; 0 if there
    /// is none.
    long seqAt(Instant time) {
        return marks.stream()
                .takeWhile(mark -> !mark.at().isAfter(time))
                .mapToLong(Mark::seq)
                .max()
                .orElse(0);
    }

    /// Returns what need not be remembered any more, a limited number of each.
    ///
    /// @param oldest the time since which changes are remembered
    /// @param horizon the `seq` up to which removals are not
    Stream<EntryKey> outdated(Instant oldest, long horizon, int most) {
        // the last of the old marks still shows what is old
        long old = marks.stream().takeWhile(mark -> !mark.at().isAfter(oldest)).count();
        return Stream.concat(
                        removals.stream()
                                .takeWhile(removal -> removal.seq() <= horizon)
                                .limit(most),
                        marks.stream().limit(Math.max(0, Math.min(old - 1, most))))
                .map(Entry::key);
    }
}
