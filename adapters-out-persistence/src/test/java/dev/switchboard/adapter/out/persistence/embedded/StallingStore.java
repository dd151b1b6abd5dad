package dev.switchboard.adapter.out.persistence.embedded;

import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.embedded.conversation.EmbeddedConversations;
import dev.switchboard.adapter.out.persistence.embedded.conversation.EmbeddedRecentActivity;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedBacklog;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedDeliveryLog;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedHeldMessages;
import dev.switchboard.adapter.out.persistence.embedded.engine.OpenEngine;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.journal.EmbeddedHistory;
import dev.switchboard.adapter.out.persistence.embedded.journal.EmbeddedJournal;
import dev.switchboard.adapter.out.persistence.embedded.journal.EmbeddedRetention;
import dev.switchboard.adapter.out.persistence.embedded.journal.WriterCache;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.time.TimeLimit;
import dev.switchboard.application.port.out.time.TimeLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// The ports of messages on a store whose disk is too slow when a test wants it.
public final class StallingStore implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final MutableClock clock = new MutableClock();
    private final WriterCache cache = new WriterCache();
    private final Limits limits = new Limits();
    private final OpenEngine engine;

    private StallingStore(Path directory) {
        this.engine = OpenEngine.in(directory, List.of(OpenEngine.KEY_ID), cache::forget, limits);
    }

    public static StallingStore in(Path directory) {
        return new StallingStore(directory);
    }

    public StorePorts ports() {
        Store store = engine.store();
        return new StorePorts(
                new EmbeddedJournal(store, cache, clock),
                new EmbeddedHistory(store, cache),
                new EmbeddedBacklog(store, clock),
                new EmbeddedDeliveryLog(store),
                new EmbeddedConversations(store),
                new EmbeddedRetention(store, cache, (_, _) -> {}),
                new EmbeddedHeldMessages(store),
                new EmbeddedRecentActivity(store));
    }

    /// Runs an append while the disk takes too long: its caller is told that the store did not
    /// answer, and then the group becomes durable after all.
    ///
    /// @return completes when the caller has its answer, as the call did
    public CompletableFuture<Void> storesLate(Runnable append) {
        Hold before = new Hold();
        Hold disk = new Hold();
        before.take(engine.store());
        int waiting = limits.count();
        CompletableFuture<Void> call;
        try (var caller = Executors.newVirtualThreadPerTaskExecutor()) {
            call = CompletableFuture.runAsync(append, caller);
            await().atMost(SOON).until(() -> limits.count() > waiting);
            disk.queue(engine.store());
            before.release();
            disk.awaitReached();
            limits.endAll();
        }
        disk.release();
        // a separate write: when it is done, the group is durable
        engine.store().write(_ -> true);
        return call;
    }

    /// Runs unhurried writes while the disk takes too long for all of them.
    public void takesNothingWhile(Runnable writes) {
        Hold disk = new Hold();
        disk.take(engine.store());
        writes.run();
        limits.endAll();
        disk.release();
    }

    @Override
    public void close() {
        engine.close();
    }

    /// Keeps the writer in the middle of a group.
    private static final class Hold {

        private final CompletableFuture<Boolean> reached = new CompletableFuture<>();
        private final CompletableFuture<Boolean> released = new CompletableFuture<>();

        void queue(Store store) {
            var _ =
                    store.submit(_ -> {
                        reached.complete(true);
                        return released.join();
                    });
        }

        void take(Store store) {
            queue(store);
            awaitReached();
        }

        void awaitReached() {
            reached.join();
        }

        void release() {
            released.complete(true);
        }
    }

    /// Limits that expire when a test says so.
    private static final class Limits implements TimeLimits {

        private final Map<Object, Runnable> running = new ConcurrentHashMap<>();

        @Override
        public <T> TimeLimit<T> of(Duration limit, Consumer<? super T> whenOver) {
            return new TimeLimit<>() {
                @Override
                public void start(T thing) {
                    running.put(thing, () -> whenOver.accept(thing));
                }

                @Override
                public void finish(T thing) {
                    running.remove(thing);
                }
            };
        }

        int count() {
            return running.size();
        }

        void endAll() {
            running.values().forEach(Runnable::run);
        }
    }
}
