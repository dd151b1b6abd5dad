package dev.switchboard.bootstrap.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Turns at the processors for requests from addresses where nobody has proven anything lately.
/// Each request has a thread, and all threads stand in one line for the processors: a thousand
/// short requests of strangers would keep every message waiting. So only a few of theirs run at a
/// time, and the others wait outside of that line.
///
/// Networks take turns: each may have half of them at a time, so one that sends ten times as much
/// waits ten times as long, and a guest from elsewhere does not wait for it. A turn ends with its
/// request, when it waits for more of its body, or when it was long enough and somebody waits.
final class StrangersTurns {

    /// What one network may have waiting and running. A server that begins five hundred chats at
    /// once, right after this hub started, is not known yet either.
    static final int PER_NETWORK = 1_024;

    /// What all of them together may have, for each holds some memory.
    static final int IN_ALL = 2_048;

    private final Semaphore turns;
    private final int perNetwork;
    private final Duration longEnough;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, Network> networks = new ConcurrentHashMap<>();
    private final Set<Turn> taken = ConcurrentHashMap.newKeySet();

    /// @param atOnce turns at a time
    /// @param longEnough how long a turn may be while others wait
    /// @param patience how long a request waits for its turn
    StrangersTurns(int atOnce, Duration longEnough, Duration patience, LongSupplier nanoTime) {
        this.turns = new Semaphore(atOnce, true);
        this.perNetwork = Math.max(1, atOnce / 2);
        this.longEnough = longEnough;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /// Waits for a turn.
    ///
    /// @return null if too many wait already, of that network or in all, or none came in time
    @Nullable Turn take(String network) throws InterruptedException {
        Turn turn = new Turn(network);
        boolean come = false;
        try {
            come = turn.await();
        } finally {
            if (!come) {
                turn.leave();
            }
        }
        return come ? turn : null;
    }

    /// Those that have something waiting or running.
    int networks() {
        return networks.size();
    }

    /// What a network has waiting and running.
    int requests(String name) {
        Network network = networks.get(name);
        return network == null ? 0 : network.requests.get();
    }

    private boolean await(Semaphore semaphore) throws InterruptedException {
        long began = nanoTime.getAsLong();
        while (!semaphore.tryAcquire(longEnough.toNanos(), TimeUnit.NANOSECONDS)) {
            long now = nanoTime.getAsLong();
            if (now - began >= patience.toNanos()) {
                return false;
            }
            taken.forEach(turn -> turn.endIfLongEnough(now));
        }
        return true;
    }

    private final class Network {
        private final Semaphore turns = new Semaphore(perNetwork, true);
        private final AtomicInteger requests = new AtomicInteger();
    }

    /// The turn of one request.
    final class Turn implements AutoCloseable {

        private final String name;
        private final Network network;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile long began;

        private Turn(String name) {
            this.name = name;
            requests.incrementAndGet();
            this.network = networks.compute(name, (_, found) -> enter(found));
        }

        private Network enter(@Nullable Network found) {
            Network entered = found == null ? new Network() : found;
            entered.requests.incrementAndGet();
            return entered;
        }

        private boolean await() throws InterruptedException {
            if (requests.get() > IN_ALL
                    || network.requests.get() > PER_NETWORK
                    || !StrangersTurns.this.await(network.turns)) {
                return false;
            }
            boolean come = false;
            try {
                come = StrangersTurns.this.await(turns);
            } finally {
                if (!come) {
                    network.turns.release();
                }
            }
            began = nanoTime.getAsLong();
            if (come) {
                taken.add(this);
            }
            return come;
        }

        private void endIfLongEnough(long now) {
            if (now - began >= longEnough.toNanos()) {
                end();
            }
        }

        @Override
        public void close() {
            end();
        }

        /// Harmless if repeated.
        void end() {
            if (over.compareAndSet(false, true)) {
                taken.remove(this);
                turns.release();
                network.turns.release();
                leave();
            }
        }

        private void leave() {
            requests.decrementAndGet();
            networks.computeIfPresent(
                    name, (_, found) -> found.requests.decrementAndGet() == 0 ? null : found);
        }
    }
}
