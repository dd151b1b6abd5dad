package dev.switchboard.adapter.in.socket.gateway.ops;

import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.health.WatchHealth.Build;
import dev.switchboard.application.port.in.health.WatchHealth.Part;
import dev.switchboard.application.port.in.health.WatchHealth.State;
import dev.switchboard.domain.session.Offered;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Sends the hub's health to one admin. While the connection has no room, only the latest waits.
final class HealthLine {

    private final NamespaceSocket socket;
    private final Build build;
    private final ScheduledExecutorService timer;
    private @Nullable ServerEvent waiting;
    private boolean retrying;
    private boolean ended;

    HealthLine(NamespaceSocket socket, Build build, ScheduledExecutorService timer) {
        this.socket = socket;
        this.build = build;
        this.timer = timer;
    }

    synchronized void changed(List<Part> parts) {
        send(ServerEvent.of("health", json(parts)));
    }

    private void send(ServerEvent event) {
        boolean full = !ended && socket.emit(event) == Offered.FULL;
        waiting = full ? event : null;
        if (full && !retrying) {
            retrying = true;
            var _ = timer.schedule(this::again, 1, TimeUnit.SECONDS);
        }
    }

    private synchronized void again() {
        retrying = false;
        if (waiting != null) {
            send(waiting);
        }
    }

    synchronized void end() {
        ended = true;
        waiting = null;
    }

    /// Writes the parts as `GET /v1/health` does.
    private ObjectNode json(List<Part> parts) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (Part part : parts) {
            items.addObject()
                    .put("name", part.name())
                    .put("status", part.state().name())
                    .put("since", part.since().toString())
                    .put("detail", part.detail());
        }
        ObjectNode report =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("status", State.worst(parts).name())
                        .put("version", build.version())
                        .put("commit", build.commit());
        report.set("parts", items);
        return report;
    }
}
