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
import org.jspecify.annotations.Nullable;

/// The turns of lanes at reading the journal. A sweep finds ten thousand lanes in a moment; if all
/// of them read at once, a store that answers slowly would answer nobody in time, and new messages
/// would wait for their journal behind them.
///
/// So many read at a time as the store answers soon: one more after each read that took little, one
/// less after one that waited for others, half as many after one that failed. Targets take turns,
/// so that none waits for the lanes of another. No thread waits: a reader in line is told when it
/// may read.
///
/// A lane that was just given a message does not stand in line.
final class LaneReads {

    private static final int FIRST = 8;
    private static final int MOST = 64;

    /// A quarter of what the journal may take: what is new gets through beside it.
    private static final Duration SOON = Duration.ofMillis(500);

    /// One that takes so much longer than the fastest of late did not have the store to itself.
    private static final int CROWDED = 2;

    /// The fastest is forgotten by so much with each read.
    private static final int FORGOTTEN = 50;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /// The readers in line, by target, the one first whose turn is next.
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

        /// It is its turn: it reads and says how that went, or says [#pass].
        void mayRead();
    }

    /// Whether the reader may read now, and then says how that went. Otherwise it is in line.
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

    /// It has read, and began to at `began`.
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

    /// A turn is over, or nobody made use of it.
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

    /// Its target's next reader has its turn behind those of all other targets.
    private Reader removeFirst() {
        Target target = lines.keySet().iterator().next();
        LinkedHashSet<Reader> line = requireNonNull(lines.remove(target));
        Reader first = line.removeFirst();
        if (!line.isEmpty()) {
            lines.put(target, line);
        }
        return first;
    }

    /// Since when no read has succeeded; null while they do.
    @Nullable Instant failingSince() {
        lock.lock();
        try {
            return failingSince;
        } finally {
            lock.unlock();
        }
    }
}
