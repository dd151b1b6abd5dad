package dev.switchboard.adapter.in.socket.socketio.pace;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Counts the events of a socket that wait for their handler or their ack. At the limit the
/// connection is not read until one of them is done.
public final class Unanswered {

    /// Complete: the next one may be read at once.
    public static final CompletableFuture<?> ROOM = CompletableFuture.completedFuture(null);

    private final int limit;
    private int waiting;
    private @Nullable CompletableFuture<?> room;

    public Unanswered(int limit) {
        this.limit = limit;
    }

    /// Adds an event.
    ///
    /// @return completes when the next one may be read
    public synchronized CompletableFuture<?> add() {
        waiting++;
        if (waiting < limit) {
            return ROOM;
        }
        if (room == null) {
            room = new CompletableFuture<>();
        }
        return room;
    }

    /// Removes an event that is done.
    public void remove() {
        CompletableFuture<?> opened = roomAfterRemoval();
        if (opened != null) {
            opened.complete(null);
        }
    }

    /// The waiting reader continues at once and on this thread, so it must not run under this lock.
    private synchronized @Nullable CompletableFuture<?> roomAfterRemoval() {
        waiting--;
        if (waiting >= limit) {
            return null;
        }
        CompletableFuture<?> opened = room;
        room = null;
        return opened;
    }
}
