package dev.switchboard.adapter.in.socket.engineio;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sessions that ended between two GETs of a polling client, while its next may be on its way: it
/// still gets what was meant for it, if it comes at once.
final class Departures {

    private final ScheduledExecutorService scheduler;
    private final Map<String, Departure> waiting = new ConcurrentHashMap<>();

    Departures(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    private record Departure(Consumer<Poll> farewell, CompletableFuture<@Nullable Void> over) {}

    /// Keeps a farewell for a session's last GET, for so long.
    void await(String sessionId, Duration grace, Consumer<Poll> farewell) {
        Departure departure = new Departure(farewell, new CompletableFuture<>());
        waiting.put(sessionId, departure);
        var _ = scheduler.schedule(() -> end(sessionId), grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The farewell for this GET, if its session has just ended.
    ///
    /// @return false if there is none
    boolean greet(String sessionId, Poll poll) {
        Departure departure = waiting.remove(sessionId);
        if (departure == null) {
            return false;
        }
        departure.farewell().accept(poll);
        departure.over().complete(null);
        return true;
    }

    /// Completes when the session is gone for good.
    CompletionStage<?> gone(String sessionId) {
        Departure departure = waiting.get(sessionId);
        return departure == null ? Upcalls.DONE : departure.over();
    }

    private void end(String sessionId) {
        Departure departure = waiting.remove(sessionId);
        if (departure != null) {
            departure.over().complete(null);
        }
    }
}
