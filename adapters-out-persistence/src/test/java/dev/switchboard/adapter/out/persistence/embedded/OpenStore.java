package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.store.StorePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// A store in a directory of its own, wired as the configuration wires it.
record OpenStore(
        DataDirectory directory,
        KnownConversations known,
        StoreGate gate,
        EmbeddedStore store,
        EmbeddedStoreHealth health,
        Clock clock)
        implements AutoCloseable {

    private static final String KEY_ID = "0badcafe";
    static final int MAX_QUEUED = 4096;

    static OpenStore in(Path path) {
        return in(path, Clock.systemUTC());
    }

    static OpenStore in(Path path, Clock clock) {
        return in(path, clock, KEY_ID);
    }

    static OpenStore in(Path path, Clock clock, String keyId) {
        DataDirectory directory = DataDirectory.claim(path);
        KnownConversations known = new KnownConversations();
        Schema schema = new Schema(keyId);
        StoreGate gate =
                new StoreGate(
                        directory.database(),
                        schema,
                        Thread.ofPlatform().daemon().factory(),
                        MAX_QUEUED,
                        known::forgetAll);
        gate.start();
        EmbeddedStore store =
                new EmbeddedStore(
                        gate,
                        Thread.ofPlatform().daemon().factory(),
                        new SweptTimeLimits(
                                (when, task) -> later(clock, when).execute(task),
                                clock,
                                System::nanoTime));
        EmbeddedStoreHealth health = new EmbeddedStoreHealth(gate, store, schema, clock);
        return new OpenStore(directory, known, gate, store, health, clock);
    }

    private static Executor later(Clock clock, Instant when) {
        long wait = Duration.between(clock.instant(), when).toNanos();
        return CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS);
    }

    Journal journal() {
        return new EmbeddedJournal(store, known, clock);
    }

    StorePorts ports() {
        return new StorePorts(
                journal(),
                new EmbeddedHistory(store),
                new EmbeddedBacklog(store, clock),
                new EmbeddedDeliveryLog(store),
                new EmbeddedConversations(store),
                new EmbeddedRetention(store, known),
                new EmbeddedHeldMessages(store),
                new EmbeddedRecentActivity(store));
    }

    @Override
    public void close() throws IOException {
        gate.close();
        directory.close();
    }
}
