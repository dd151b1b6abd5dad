package dev.switchboard.adapter.out.persistence.mongo.wire;

import dev.switchboard.adapter.out.persistence.mongo.wire.Fault.Concern;
import dev.switchboard.adapter.out.persistence.mongo.wire.Fault.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Random faults of all kinds: one command in this many gets one.
public final class Storm {

    private static final Duration LONGEST_DELAY = Duration.ofMillis(400);

    /// An execution this late was given up before: callers wait 2 s.
    private static final Duration TOO_LATE = Duration.ofMillis(2_500);

    private final Random random;
    private final int oneIn;
    private final Map<String, Integer> counts = new TreeMap<>();

    /// @param seed the same seed makes the same choices if commands come in the same order
    public Storm(long seed, int oneIn) {
        this.random = new Random(seed);
        this.oneIn = oneIn;
    }

    synchronized Fault next(Command command) {
        if (!(command.reads() || command.writes()) || random.nextInt(oneIn) > 0) {
            return new Fault.None();
        }
        Fault fault = command.writes() ? ofWrites() : ofAll(random.nextInt(7));
        counts.merge(nameOf(fault), 1, Integer::sum);
        return fault;
    }

    private Fault ofWrites() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> new Fault.LostReply();
            case 2 -> new Fault.Unsafe(Concern.WRITE_CONCERN_TIMEOUT);
            case 3 -> new Fault.Unsafe(Concern.SHUTDOWN_IN_PROGRESS);
            case 4 -> new Fault.Delay(TOO_LATE, Duration.ZERO);
            default -> ofAll(random.nextInt(7));
        };
    }

    private Fault ofAll(int kind) {
        return switch (kind) {
            case 0 -> new Fault.Cut();
            case 1 -> new Fault.LostReply();
            case 2 -> new Fault.Silence(random.nextBoolean());
            case 3 -> new Fault.Delay(upTo(LONGEST_DELAY), Duration.ZERO);
            case 4 -> new Fault.Delay(Duration.ZERO, upTo(LONGEST_DELAY));
            case 5 -> new Fault.Refused(Refusal.NOT_WRITABLE_PRIMARY);
            default -> new Fault.Refused(Refusal.MAX_TIME_MS_EXPIRED);
        };
    }

    private Duration upTo(Duration most) {
        return Duration.ofNanos(random.nextLong(most.toNanos()));
    }

    private static String nameOf(Fault fault) {
        return switch (fault) {
            case Fault.Delay delay when delay.before().equals(TOO_LATE) -> "too late";
            case Fault.Refused refused -> refused.refusal().name();
            case Fault.Unsafe unsafe -> unsafe.concern().name();
            default -> fault.getClass().getSimpleName();
        };
    }

    /// Its faults so far, by kind.
    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
