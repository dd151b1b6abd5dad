package dev.switchboard.adapter.in.socket.socketio;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What a [SocketServer] needs from the machine.
///
/// @param workers runs handlers, which may block: a thread per task, virtual ones
/// @param timer calls back after delays; nothing it runs blocks. Should remove cancelled tasks.
/// @param nanoTime a monotonic clock in nanoseconds
/// @param random a cryptographic source for socket ids and pids
public record SocketRuntime(
        Executor workers,
        ScheduledExecutorService timer,
        LongSupplier nanoTime,
        RandomGenerator random) {}
