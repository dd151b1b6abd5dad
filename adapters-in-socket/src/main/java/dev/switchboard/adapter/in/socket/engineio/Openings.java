package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.websocket.WebSocketEntrance;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Opens sessions for clients that have none.
final class Openings {

    private final Sessions sessions;
    private final EngineListener listener;
    private final WebSocketEntrance entrance;
    private final Departures departures;
    private final AtomicBoolean draining = new AtomicBoolean();

    Openings(
            Sessions sessions,
            EngineListener listener,
            WebSocketEntrance entrance,
            Departures departures) {
        this.sessions = sessions;
        this.listener = listener;
        this.entrance = entrance;
        this.departures = departures;
    }

    /// No more of them.
    void stop() {
        draining.set(true);
    }

    /// @return why there is no session for this client, or null if it gets one
    @Nullable Refusal open(Exchange exchange, Transport transport) {
        if (draining.get()) {
            return Refusal.UNAVAILABLE;
        }
        Refusal full = sessions.reserve(Request.getRemoteAddr(exchange.request()));
        if (full != null) {
            return full;
        }
        Handshake handshake = Handshakes.of(exchange.request());
        Session session = sessions.open(handshake, transport);
        listener.opening(handshake).forEach(exchange.response().getHeaders()::add);
        switch (transport) {
            case POLLING -> poll(session, exchange);
            case WEBSOCKET -> switchOver(session, exchange);
        }
        return null;
    }

    /// The request that opens a session is its first GET: the open packet is its answer.
    private void poll(Session session, Exchange exchange) {
        PollingConnection connection = new PollingConnection(session, departures, maxPayload());
        connection.get(new Poll(exchange));
        session.begin(connection, listener);
    }

    private void switchOver(Session session, Exchange exchange) {
        WebSocketConnection connection =
                new WebSocketConnection(session, this::carry, maxPayload());
        exchange.upgrade(entrance, connection, () -> session.close(CloseReason.TRANSPORT));
    }

    private @Nullable UpgradeProbe carry(WebSocketConnection connection) {
        connection.carried().begin(connection, listener);
        return null;
    }

    private int maxPayload() {
        return sessions.settings().limits().maxPayload();
    }
}
