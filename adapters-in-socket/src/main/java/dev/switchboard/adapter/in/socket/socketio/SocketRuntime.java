package dev.switchboard.adapter.in.socket.socketio;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The runtime of a [SocketServer].
///
/// @param workers run handlers, which may block: one virtual thread per task
/// @param timer runs delayed tasks, which do not block; should remove cancelled ones
/// @param nanoTime a monotonic clock in nanoseconds
/// @param random a cryptographic source for socket ids and pids
public record SocketRuntime(
        Executor workers,
        ScheduledExecutorService timer,
        LongSupplier nanoTime,
        RandomGenerator random) {}
