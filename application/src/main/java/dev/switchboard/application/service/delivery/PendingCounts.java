package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.domain.delivery.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/// About how many deliveries are pending per target, kept in memory for the limit per channel and
/// for those who watch. Each sweep puts it right again.
public final class PendingCounts {

    private final Backlog backlog;
    private final ConcurrentMap<Target, LongAdder> counts = new ConcurrentHashMap<>();

    /// Those of them that an admin sent again since this hub started.
    private final ConcurrentMap<Target, LongAdder> redriven = new ConcurrentHashMap<>();

    public PendingCounts(Backlog backlog) {
        this.backlog = backlog;
    }

    /// A lane has it to deliver, until it is [#finished(Owed)].
    void added(Owed owed) {
        add(owed, 1);
    }

    void finished(Owed owed) {
        add(owed, -1);
    }

    private void add(Owed owed, int number) {
        Target target = owed.delivery().target();
        of(target).add(number);
        if (owed.redriven()) {
            redriven.computeIfAbsent(target, _ -> new LongAdder()).add(number);
        }
    }

    /// No lane delivers it: it waits for live clients, until it is [#finished(Target)]. Nobody asks
    /// whether an admin sent it again.
    void added(Target target) {
        of(target).increment();
    }

    public void finished(Target target) {
        of(target).decrement();
    }

    public long pending(Target target) {
        return sum(counts, target);
    }

    /// How many are pending that nobody sent again: what an admin re-drives was journaled long ago
    /// and takes no sender's place.
    public long live(Target target) {
        return Math.max(0, pending(target) - sum(redriven, target));
    }

    private static long sum(Map<Target, LongAdder> counts, Target target) {
        LongAdder count = counts.get(target);
        return count == null ? 0 : Math.max(0, count.sum());
    }

    /// Counts by target, for those who watch.
    public Map<Target, Long> all() {
        Map<Target, Long> all = new ConcurrentHashMap<>();
        counts.forEach((target, _) -> all.put(target, pending(target)));
        return all;
    }

    /// Takes the journal's own count.
    void refresh() {
        Map<Target, Integer> counted = backlog.pendingPerTarget();
        counted.keySet().forEach(this::of);
        counts.forEach((target, count) -> set(count, counted.getOrDefault(target, 0)));
        redriven.forEach(
                (target, count) -> set(count, Math.clamp(count.sum(), 0, pending(target))));
    }

    private static void set(LongAdder count, long value) {
        count.reset();
        count.add(value);
    }

    private LongAdder of(Target target) {
        LongAdder count = counts.get(target);
        return count != null ? count : counts.computeIfAbsent(target, _ -> new LongAdder());
    }
}
