package dev.switchboard.adapter.in.socket.gateway.ops;

import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.delivery.WatchAttempts.Made;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.session.Offered;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One watch of an admin. It sends a hundred attempts a second at most, and none that the
/// connection has no room for: they are counted, and within a second the admin is told how many are
/// missing. Nothing waits for a slow reader but that number.
final class Tail {

    static final int MOST_A_SECOND = 100;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final String id;
    private final NamespaceSocket socket;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private long since;
    private int sent;
    private long dropped;
    private boolean telling;
    private boolean ended;

    Tail(String id, NamespaceSocket socket, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.id = id;
        this.socket = socket;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    String id() {
        return id;
    }

    void attempted(Made made) {
        if (!hasTurn() || socket.emit(event(made)) == Offered.FULL) {
            drop();
        }
    }

    /// Whether one more attempt may be written in this second. One that finds no room uses its turn
    /// as well: to write it costs as much.
    private synchronized boolean hasTurn() {
        long now = nanoTime.getAsLong();
        if (now - since >= SECOND) {
            since = now;
            sent = 0;
        }
        return ++sent <= MOST_A_SECOND;
    }

    private synchronized void drop() {
        dropped++;
        tellSoon();
    }

    private void tellSoon() {
        if (!telling && !ended) {
            telling = true;
            var _ = timer.schedule(this::tell, SECOND, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void tell() {
        telling = false;
        ServerEvent event = ServerEvent.of("dropped", object().put("id", id).put("n", dropped));
        if (!ended && socket.emit(event) == Offered.FULL) {
            tellSoon();
        } else {
            dropped = 0;
        }
    }

    synchronized void end() {
        ended = true;
    }

    /// Writes an attempt without the target's own text, which may quote the message.
    private ServerEvent event(Made made) {
        Attempt attempt = made.attempt();
        ObjectNode event =
                object().put("id", id)
                        .put("at", attempt.at().toString())
                        .put("target", made.target().toString())
                        .put("messageId", made.message().value())
                        .put("conversationId", made.conversation().toString())
                        .put("seq", made.seq())
                        .put("attempt", attempt.number())
                        .put("outcome", attempt.outcome().name().toLowerCase(Locale.ROOT))
                        .put("durationMs", attempt.took().toMillis())
                        .put("detail", attempt.quotesTarget() ? "" : attempt.detail());
        Integer status = attempt.status();
        return ServerEvent.of("attempt", status == null ? event : event.put("httpStatus", status));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
