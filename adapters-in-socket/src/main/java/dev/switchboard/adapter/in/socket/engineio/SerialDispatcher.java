package dev.switchboard.adapter.in.socket.engineio;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls a session's receiver: one call at a time, from any threads, without blocking. A call that
/// meets another one is made by the other's thread.
final class SerialDispatcher {

    static final CompletionStage<?> DONE = CompletableFuture.completedStage(null);

    private static final Logger LOG = LoggerFactory.getLogger(SerialDispatcher.class);

    private @Nullable EngineReceiver receiver;
    private @Nullable Queue<Runnable> pending;
    private boolean busy = true;
    private boolean over;

    /// Starts the calls, beginning with those that arrived before.
    void begin(EngineReceiver to) {
        receiver = to;
        leave();
    }

    /// @return completes when the receiver accepts the next message
    CompletionStage<?> text(String message) {
        return deliver(to -> to.text(message));
    }

    CompletionStage<?> binary(ByteBuffer message) {
        return deliver(to -> to.binary(message));
    }

    void drained() {
        run(() -> {
            if (receiver != null && !over) {
                receiver.drained();
            }
        });
    }

    /// Makes the last call.
    void closed(CloseReason reason) {
        run(() -> {
            if (receiver != null && !over) {
                over = true;
                receiver.closed(reason);
            }
        });
    }

    private CompletionStage<?> deliver(Function<EngineReceiver, CompletionStage<?>> call) {
        if (enter()) {
            try {
                return receiver == null || over ? DONE : call.apply(receiver);
            } finally {
                leave();
            }
        }
        return deferred(call);
    }

    private CompletionStage<?> deferred(Function<EngineReceiver, CompletionStage<?>> call) {
        CompletableFuture<@Nullable Void> taken = new CompletableFuture<>();
        run(() -> {
            if (receiver == null || over) {
                taken.complete(null);
                return;
            }
            call.apply(receiver).whenComplete((_, _) -> taken.complete(null));
        });
        return taken;
    }

    private void run(Runnable call) {
        if (enter(call)) {
            try {
                call.run();
            } finally {
                leave();
            }
        }
    }

    private synchronized boolean enter() {
        boolean free = !busy;
        busy = true;
        return free;
    }

    private synchronized boolean enter(Runnable otherwiseLater) {
        if (enter()) {
            return true;
        }
        if (pending == null) {
            pending = new ArrayDeque<>(2);
        }
        pending.add(otherwiseLater);
        return false;
    }

    private void leave() {
        for (Runnable call = next(); call != null; call = next()) {
            try {
                call.run();
            } catch (RuntimeException e) {
                // the thread's own call must not fail because of one that it makes for another
                LOG.error("A receiver failed", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable call = pending == null ? null : pending.poll();
        if (call == null) {
            pending = null;
            busy = false;
        }
        return call;
    }
}
