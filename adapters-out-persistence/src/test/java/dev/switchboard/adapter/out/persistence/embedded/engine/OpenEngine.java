package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.util.Objects.requireNonNull;

import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.out.time.TimeLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// A store in its own directory, without any port.
public record OpenEngine(StoreHandle gate, Store store) implements AutoCloseable {

    public static final int MAX_QUEUED = 4096;
    public static final String KEY_ID = "0badcafe";

    private static final long MEMORY = 64 << 20;

    // a shared disk may take longer than the hub would wait
    private static final int SLOWER = 10;

    static OpenEngine in(Path directory) {
        return in(directory, KEY_ID, () -> {});
    }

    public static OpenEngine in(Path directory, String keyId, Runnable forget) {
        return in(directory, List.of(keyId), forget);
    }

    public static OpenEngine in(Path directory, List<String> keyIds, Runnable forget) {
        return in(directory, keyIds, forget, patient());
    }

    private static TimeLimits patient() {
        Clock clock = Clock.systemUTC();
        return new SweptTimeLimits(
                (when, task) -> later(clock, when).execute(task),
                clock,
                () -> System.nanoTime() / SLOWER);
    }

    /// @param limits the time limits of the store
    public static OpenEngine in(
            Path directory, List<String> keyIds, Runnable forget, TimeLimits limits) {
        return in(directory, keyIds, sealing(false, Clock.systemUTC()), forget, limits);
    }

    /// Opens the store with or without sealing.
    public static OpenEngine in(Path directory, BodySeal.Settings sealing, Runnable forget) {
        return in(directory, List.of(KEY_ID), sealing, forget, patient());
    }

    public static BodySeal.Settings sealing(boolean on, InstantSource clock) {
        return new BodySeal.Settings(on, TestKeys.cipher(), clock);
    }

    private static OpenEngine in(
            Path directory,
            List<String> keyIds,
            BodySeal.Settings sealing,
            Runnable forget,
            TimeLimits limits) {
        new NativeCode(Path.of("target", "native")).load();
        StoreHandle gate =
                new StoreHandle(
                        directory,
                        MEMORY,
                        keyIds,
                        sealing,
                        Thread.ofPlatform().daemon().factory(),
                        MAX_QUEUED,
                        forget);
        gate.start();
        Store store = new Store(gate, Thread.ofPlatform().daemon().factory(), limits);
        return new OpenEngine(gate, store);
    }

    /// Marks the store as one of another format.
    public void claimFormat(int number) {
        byte[] mark = "version".getBytes(StandardCharsets.UTF_8);
        store.write(batch -> {
            batch.put(Table.STORE, mark, new byte[] {(byte) number});
            return number;
        });
    }

    /// The stored bytes of a value, sealed or not.
    public byte[] stored(Table table, byte[] key) {
        return store.read(view -> {
            byte[] value = ((StoreHandle.State.Open) gate.state()).engine().stored(table, key);
            return requireNonNull(value);
        });
    }

    private static Executor later(Clock clock, Instant when) {
        long wait = Duration.between(clock.instant(), when).toNanos();
        return CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        gate.close();
    }
}
