package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.socketio.AckCallback.Missed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Passes the acks of one socket's client, or their absence, to the waiting callbacks.
final class AwaitedAcks {

    private final String namespace;
    private final ServerScope scope;
    private final PendingAcks pending = new PendingAcks();
    private @Nullable Future<?> nextCheck;
    private boolean over;

    AwaitedAcks(String namespace, ServerScope scope) {
        this.namespace = namespace;
        this.scope = scope;
    }

    /// @return the ack id, or [PendingAcks#CLOSED]
    long await(AckCallback callback, Duration timeout) {
        long nanos = timeout.toNanos();
        long deadline = now() + nanos;
        long id = pending.add(callback, deadline);
        if (id != PendingAcks.CLOSED) {
            checkAt(deadline, nanos);
        }
        return id;
    }

    /// Drops a callback.
    ///
    /// @return false if it was called already
    boolean withdraw(long id) {
        return pending.take(id) != null;
    }

    /// Calls the callback of an ack; ignores an ack without one.
    void acked(long id, List<JsonNode> args) {
        AckCallback callback = pending.take(id);
        if (callback != null) {
            tell(() -> callback.acked(args));
        }
    }

    /// Ends all waits, because the socket has ended.
    void close() {
        stopChecking();
        pending.close().forEach(callback -> tell(() -> callback.missed(Missed.CLOSED)));
    }

    private synchronized void checkAt(long deadline, long delay) {
        if (!over && pending.needsCheckAt(deadline)) {
            cancelCheck();
            nextCheck = scope.runtime().timer().schedule(this::check, delay, TimeUnit.NANOSECONDS);
        }
    }

    /// The next check may be an hour away, and until then the timer would keep the ended socket in
    /// memory.
    private synchronized void stopChecking() {
        over = true;
        cancelCheck();
    }

    private void cancelCheck() {
        if (nextCheck != null) {
            nextCheck.cancel(false);
            nextCheck = null;
        }
    }

    private void check() {
        long now = now();
        pending.takeOverdue(now).forEach(callback -> tell(() -> callback.missed(Missed.TIMEOUT)));
        long rest = pending.untilNext(now);
        if (rest != PendingAcks.NEVER) {
            checkAt(now + rest, rest);
        }
    }

    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException failure) {
            scope.watch().failed(namespace, failure);
        }
    }

    private long now() {
        return scope.runtime().nanoTime().getAsLong();
    }

    /// The callbacks that wait for the acks of one socket. The thread that takes one out calls it,
    /// so each is called once. Times are those of [SocketRuntime#nanoTime].
    static final class PendingAcks {

        /// Not an id: the socket has ended.
        static final long CLOSED = -1;

        /// No check is needed, because nothing waits.
        static final long NEVER = -1;

        private final Map<Long, Pending> pending = new HashMap<>(4);
        private long nextId;
        private long nextCheck;
        private boolean checked;
        private boolean closed;

        /// @return the ack id, or [#CLOSED]
        synchronized long add(AckCallback callback, long deadline) {
            if (closed) {
                return CLOSED;
            }
            pending.put(nextId, new Pending(callback, deadline));
            return nextId++;
        }

        /// Whether a check must be scheduled at that time, because there is no earlier one. One
        /// check serves all waiting callbacks, so there is no timer for each.
        synchronized boolean needsCheckAt(long deadline) {
            if (checked && nextCheck - deadline <= 0) {
                return false;
            }
            checked = true;
            nextCheck = deadline;
            return true;
        }

        /// @return null if none waits, or not any more
        synchronized @Nullable AckCallback take(long id) {
            Pending taken = pending.remove(id);
            return taken == null ? null : taken.callback();
        }

        /// Removes and returns the overdue callbacks.
        synchronized List<AckCallback> takeOverdue(long now) {
            List<AckCallback> overdue = new ArrayList<>();
            pending.values()
                    .removeIf(waiting ->
                            waiting.deadline() - now <= 0 && overdue.add(waiting.callback()));
            checked = false;
            return overdue;
        }

        /// Returns the time until the next one is overdue, or [#NEVER].
        synchronized long untilNext(long now) {
            return pending.values().stream()
                    .mapToLong(waiting -> Math.max(waiting.deadline() - now, 0))
                    .min()
                    .orElse(NEVER);
        }

        /// Removes and returns the remaining callbacks, and accepts no more.
        synchronized List<AckCallback> close() {
            closed = true;
            List<AckCallback> rest = pending.values().stream().map(Pending::callback).toList();
            pending.clear();
            return rest;
        }

        private record Pending(AckCallback callback, long deadline) {}
    }
}
