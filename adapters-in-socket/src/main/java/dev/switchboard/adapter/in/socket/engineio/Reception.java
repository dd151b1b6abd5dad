package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.websocket.WebSocketEntrance;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/// Looks at every request, in the contract's order, and lets it go on or refuses it (contract
/// sockets 2.1).
final class Reception {

    private final Sessions sessions;
    private final Origins origins;
    private final WebSocketEntrance entrance;
    private final Openings openings;
    private final Visits visits;

    Reception(
            Sessions sessions,
            Origins origins,
            WebSocketEntrance entrance,
            Openings openings,
            Visits visits) {
        this.sessions = sessions;
        this.origins = origins;
        this.entrance = entrance;
        this.openings = openings;
        this.visits = visits;
    }

    void receive(Exchange exchange) {
        origins.declare(exchange.request(), exchange.response().getHeaders());
        if (isMethod(exchange, HttpMethod.OPTIONS)) {
            origins.declareMethods(exchange.response().getHeaders());
            exchange.empty();
            return;
        }
        Parameters parameters = Parameters.of(exchange.request().getHttpURI().getQuery());
        Transport transport = transport(parameters);
        Refusal refusal =
                transport == null
                        ? Refusal.TRANSPORT_UNKNOWN
                        : admit(exchange, parameters, transport);
        if (refusal != null) {
            sessions.watch().refused(refusal);
            exchange.refuse(refusal);
        }
    }

    private @Nullable Transport transport(Parameters parameters) {
        for (Transport transport : sessions.settings().transports()) {
            if (transport.word().equals(parameters.transport())) {
                return transport;
            }
        }
        return null;
    }

    private @Nullable Refusal admit(Exchange exchange, Parameters parameters, Transport transport) {
        String sid = parameters.sid();
        Session session = sid == null ? null : sessions.find(sid);
        if (sid != null && session == null) {
            return visits.isGreeted(sid, transport, exchange) ? null : Refusal.SESSION_UNKNOWN;
        }
        Refusal refusal = check(exchange, parameters, transport, session != null);
        if (refusal != null) {
            return refusal;
        }
        return session == null
                ? openings.open(exchange, transport)
                : visits.visit(session, exchange, transport);
    }

    private @Nullable Refusal check(
            Exchange exchange, Parameters parameters, Transport transport, boolean known) {
        boolean post = known && isMethod(exchange, HttpMethod.POST);
        if (!post && !isMethod(exchange, HttpMethod.GET)) {
            return Refusal.BAD_METHOD;
        }
        if (transport == Transport.WEBSOCKET && !entrance.isRequested(exchange.request())) {
            return Refusal.BAD_REQUEST;
        }
        if (!origins.allow(exchange.request())) {
            return Refusal.FORBIDDEN;
        }
        return parameters.isSupported() ? null : Refusal.BAD_VERSION;
    }

    private static boolean isMethod(Exchange exchange, HttpMethod method) {
        return method.is(exchange.request().getMethod());
    }
}
