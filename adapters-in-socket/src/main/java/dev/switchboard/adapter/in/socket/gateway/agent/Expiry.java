package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends a console's connection when its token expires, and announces that in time.
final class Expiry {

    /// Enough time to fetch another token.
    private static final Duration NOTICE = Duration.ofMinutes(2);

    private final NamespaceSocket socket;
    private final AgentConsole agentConsole;
    private final AgentLine line;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private @Nullable Instant announced;
    private @Nullable Future<?> next;
    private boolean over;

    Expiry(
            NamespaceSocket socket,
            AgentConsole agentConsole,
            AgentLine line,
            Clock clock,
            ScheduledExecutorService timer) {
        this.socket = socket;
        this.agentConsole = agentConsole;
        this.line = line;
        this.clock = clock;
        this.timer = timer;
    }

    /// Does what is due now, and schedules the next check. Must be called when the console has
    /// arrived, and when it has another token.
    synchronized void look() {
        if (over) {
            return;
        }
        Instant now = clock.instant();
        Instant end = agentConsole.grant().expiresAt();
        if (!now.isBefore(end)) {
            stop();
            line.send(
                    ServerEvent.of(
                            "problem",
                            CommandFailure.SESSION_EXPIRED.asProblem("session.expiring", null)));
            socket.disconnect();
        } else if (now.isBefore(end.minus(NOTICE))) {
            lookAt(end.minus(NOTICE), now);
        } else {
            announce(end);
            lookAt(end, now);
        }
    }

    private void announce(Instant end) {
        if (!end.equals(announced)) {
            announced = end;
            line.send(
                    ServerEvent.of(
                            "session.expiring",
                            DeskJson.object().put("expiresAt", DeskJson.time(end))));
        }
    }

    private void lookAt(Instant at, Instant now) {
        cancel();
        long millis = Duration.between(now, at).toMillis() + 1;
        next = timer.schedule(this::look, millis, TimeUnit.MILLISECONDS);
    }

    synchronized void stop() {
        over = true;
        cancel();
    }

    private void cancel() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }
}
