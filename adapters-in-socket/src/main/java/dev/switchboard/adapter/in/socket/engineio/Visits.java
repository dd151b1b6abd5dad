package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.websocket.WebSocketEntrance;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/// Requests of clients that have a session.
final class Visits {

    private final EngineSettings.Limits limits;
    private final WebSocketEntrance entrance;
    private final Upgrades upgrades;
    private final Departures departures;

    Visits(
            EngineSettings.Limits limits,
            WebSocketEntrance entrance,
            Upgrades upgrades,
            Departures departures) {
        this.limits = limits;
        this.entrance = entrance;
        this.upgrades = upgrades;
        this.departures = departures;
    }

    /// Serves a request of a session.
    ///
    /// @return why it is refused, or null
    @Nullable Refusal visit(Session session, Exchange exchange, Transport transport) {
        if (transport == Transport.WEBSOCKET) {
            WebSocketConnection connection =
                    new WebSocketConnection(
                            session,
                            arrived -> upgrades.begin(session, arrived),
                            limits.maxPayload());
            exchange.upgrade(entrance, connection, () -> {});
            return null;
        }
        if (!(session.connection() instanceof PollingConnection connection)) {
            return Refusal.BAD_REQUEST;
        }
        if (isGet(exchange)) {
            connection.get(new Poll(exchange));
        } else {
            new Post(exchange, session, connection, departures).handle(limits.maxPayload());
        }
        return null;
    }

    /// Whether this was the last GET of a session that has just ended, and is answered.
    boolean isGreeted(String sid, Transport transport, Exchange exchange) {
        return transport == Transport.POLLING
                && isGet(exchange)
                && departures.greet(sid, new Poll(exchange));
    }

    private static boolean isGet(Exchange exchange) {
        return HttpMethod.GET.is(exchange.request().getMethod());
    }
}
