package dev.switchboard.adapter.in.socket.socketio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The callbacks of the acks that one socket waits for. Whoever takes one out calls it, so each is
/// called once. Times are those of [SocketRuntime#nanoTime].
final class PendingAcks {

    /// No id: the socket is over.
    static final long CLOSED = -1;

    /// No check is needed: nothing waits.
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

    /// Whether somebody must look again at that time, because nobody does so earlier anyway. One
    /// look serves all that wait: no timer is made for each.
    synchronized boolean needsCheckAt(long deadline) {
        if (checked && nextCheck - deadline <= 0) {
            return false;
        }
        checked = true;
        nextCheck = deadline;
        return true;
    }

    /// @return null if nobody waits for it (any more)
    synchronized @Nullable AckCallback take(long id) {
        Pending taken = pending.remove(id);
        return taken == null ? null : taken.callback();
    }

    /// Those whose time has come.
    synchronized List<AckCallback> takeOverdue(long now) {
        List<AckCallback> overdue = new ArrayList<>();
        pending.values()
                .removeIf(waiting ->
                        waiting.deadline() - now <= 0 && overdue.add(waiting.callback()));
        checked = false;
        return overdue;
    }

    /// How long until the next one is overdue, or [#NEVER].
    synchronized long untilNext(long now) {
        return pending.values().stream()
                .mapToLong(waiting -> Math.max(waiting.deadline() - now, 0))
                .min()
                .orElse(NEVER);
    }

    /// All that are left; none is added any more.
    synchronized List<AckCallback> close() {
        closed = true;
        List<AckCallback> rest = pending.values().stream().map(Pending::callback).toList();
        pending.clear();
        return rest;
    }

    private record Pending(AckCallback callback, long deadline) {}
}
