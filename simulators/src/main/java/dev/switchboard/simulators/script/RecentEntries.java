package dev.switchboard.simulators.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// The newest entries in order of arrival, and the number of all entries. If switched off, it only
/// counts, for measurements.
final class RecentEntries<T> {

    static final int DEFAULT_LIMIT = 1000;

    private final Deque<T> entries = new ArrayDeque<>();
    private final LongAdder total = new LongAdder();
    private volatile int limit = DEFAULT_LIMIT;

    void limit(int most) {
        limit = most;
        synchronized (entries) {
            trim();
        }
    }

    /// @param entry evaluated only while entries are kept
    void add(Supplier<T> entry) {
        if (limit > 0) {
            T kept = entry.get();
            synchronized (entries) {
                entries.add(kept);
                trim();
            }
        }
        total.increment();
    }

    List<T> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    long total() {
        return total.sum();
    }

    void clear() {
        synchronized (entries) {
            entries.clear();
        }
        total.reset();
    }

    private void trim() {
        while (entries.size() > limit) {
            entries.remove();
        }
    }
}
