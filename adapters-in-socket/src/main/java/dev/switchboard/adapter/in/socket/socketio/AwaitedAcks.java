package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.socketio.AckCallback.Missed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Brings the acks of one socket's client, or their absence, to those who wait for them.
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

    /// Forgets a callback.
    ///
    /// @return false if it was called already
    boolean withdraw(long id) {
        return pending.take(id) != null;
    }

    /// The client has acked; ignored if nobody waits for it.
    void acked(long id, List<JsonNode> args) {
        AckCallback callback = pending.take(id);
        if (callback != null) {
            tell(() -> callback.acked(args));
        }
    }

    /// The socket is over.
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

    /// A check may be an hour away, and so long the timer would hold on to what is over.
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
}
