package dev.switchboard.application.service.delivery;

import static java.util.Objects.requireNonNull;

import dev.switchboard.domain.delivery.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Limits how many lanes read the journal at once. A sweep finds ten thousand lanes in a moment. If
/// all of them read at once, a slow store would answer none in time, and new messages would wait
/// for their journal behind those reads.
///
/// The limit follows the store's speed: it grows by one after a quick read, shrinks by one after a
/// read that waited for others, and is halved after a failed one. Targets take turns, so none waits
/// for the lanes of another. No thread waits: a queued reader is told when it may read.
///
/// A lane with a new delivery does not queue.
final class LaneReads {

    private static final int FIRST = 8;
    private static final int MOST = 64;

    /// A quarter of the journal's time limit, so that new messages get through.
    private static final Duration SOON = Duration.ofMillis(500);

    /// A read that takes this many times the recent minimum had to share the store.
    private static final int CROWDED = 2;

    /// With each read, the recent minimum grows by this fraction.
    private static final int FORGOTTEN = 50;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /// The queued readers by target; the target whose turn is next comes first.
    private final Map<Target, LinkedHashSet<Reader>> lines = new LinkedHashMap<>();

    private int places = FIRST;
    private int reading;
    private Duration fastest = Duration.ZERO;
    private @Nullable Instant failingSince;

    LaneReads(Clock clock) {
        this.clock = clock;
    }

    interface Reader {
        Target target();

        /// Called when it is the reader's turn: it reads and reports the outcome, or calls [#pass].
        void mayRead();
    }

    /// Whether the reader may read now. If so, it reports the outcome afterwards; otherwise it is
    /// queued.
    boolean enter(Reader reader) {
        lock.lock();
        try {
            if (reading < places && lines.isEmpty()) {
                reading++;
                return true;
            }
            lines.computeIfAbsent(reader.target(), _ -> new LinkedHashSet<>()).add(reader);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Reads in a reader's turn, which ends then.
    <T extends @Nullable Object> T read(Supplier<T> reading) {
        Instant began = clock.instant();
        boolean read = false;
        try {
            T found = reading.get();
            read = true;
            return found;
        } finally {
            if (read) {
                succeeded(began);
            } else {
                failed();
            }
        }
    }

    /// Reports a successful read that began at `began`.
    void succeeded(Instant began) {
        Duration took = Duration.between(began, clock.instant());
        lock.lock();
        try {
            failingSince = null;
            Duration forgotten = fastest.plus(fastest.dividedBy(FORGOTTEN)).plusMillis(1);
            fastest = fastest.isZero() || took.compareTo(forgotten) < 0 ? took : forgotten;
            boolean alone = took.compareTo(fastest.multipliedBy(CROWDED)) < 0;
            boolean soon = alone || took.compareTo(SOON) <= 0;
            places = Math.clamp(places + (soon ? 1L : -1L), 1, MOST);
        } finally {
            lock.unlock();
        }
        pass();
    }

    void failed() {
        lock.lock();
        try {
            failingSince = failingSince == null ? clock.instant() : failingSince;
            places = Math.max(1, places / 2);
        } finally {
            lock.unlock();
        }
        pass();
    }

    /// Ends a turn, used or not.
    void pass() {
        List<Reader> next = new ArrayList<>(1);
        lock.lock();
        try {
            reading--;
            while (reading < places && !lines.isEmpty()) {
                next.add(removeFirst());
                reading++;
            }
        } finally {
            lock.unlock();
        }
        next.forEach(Reader::mayRead);
    }

    /// The target's next reader gets its turn after those of all other targets.
    private Reader removeFirst() {
        Target target = lines.keySet().iterator().next();
        LinkedHashSet<Reader> line = requireNonNull(lines.remove(target));
        Reader first = line.removeFirst();
        if (!line.isEmpty()) {
            lines.put(target, line);
        }
        return first;
    }

    /// Returns the time since which every read has failed; null while reads succeed.
    @Nullable Instant failingSince() {
        lock.lock();
        try {
            return failingSince;
        } finally {
            lock.unlock();
        }
    }
}
