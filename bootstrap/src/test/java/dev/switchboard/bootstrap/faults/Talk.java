package dev.switchboard.bootstrap.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A conversation in which one numbered text follows the other. Each is repeated under its id until
/// the hub has acknowledged it.
abstract class Talk implements Runnable, AutoCloseable {

    private static final Duration BEFORE_A_REPEAT = Duration.ofMillis(100);

    private final Chance chance;
    private final Duration longestPause;
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private volatile int said;
    private volatile boolean ending;

    Talk(String name, Duration longestPause) {
        this.chance = new Chance(name);
        this.longestPause = longestPause;
    }

    /// Says the text of that number.
    ///
    /// @return the hub's answer unless it is an acknowledgement
    abstract Optional<String> refusal(int number);

    /// What is lost, doubled or out of order until now.
    abstract Stream<String> wrong();

    @Override
    public final void run() {
        while (!ending) {
            int number = said + 1;
            Optional<String> refusal = refusal(number);
            while (refusal.isPresent()) {
                refusals.add(number + ": " + refusal.get());
                LockSupport.parkNanos(BEFORE_A_REPEAT.toNanos());
                refusal = refusal(number);
            }
            said = number;
            LockSupport.parkNanos(chance.upTo(longestPause).toNanos());
        }
    }

    /// Makes the current text the last one.
    final void end() {
        ending = true;
    }

    /// The number of acknowledged texts.
    final int said() {
        return said;
    }

    /// What the hub did not take at once.
    final Stream<String> refusals() {
        return refusals.stream();
    }

    final IntStream numbers() {
        return IntStream.rangeClosed(1, said);
    }

    /// A complaint if the receiver has other texts than those that were said.
    static Stream<String> difference(String where, List<String> received, List<String> said) {
        return received.equals(said)
                ? Stream.empty()
                : Stream.of("%s has %s and not %s".formatted(where, received, said));
    }

    @Override
    public abstract void close();
}
