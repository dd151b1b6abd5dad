package dev.switchboard.bootstrap.runtime;

import dev.switchboard.adapter.in.web.health.Probes;
import dev.switchboard.adapter.in.web.request.RequestTurn;
import io.micrometer.core.instrument.Counter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Stands before all handlers of a server and makes requests from unknown addresses wait for
/// [StrangersTurns]. Probes have turns of their own, because an orchestrator ends a hub whose
/// probes wait.
final class StrangersLine extends FrontHandler {

    private static final int RETRY_SECONDS = 2;
    private static final Set<String> PROBES = Set.of(Probes.LIVE, Probes.READY);

    private final Function<String, Optional<String>> networks;
    private final StrangersTurns turns;
    private final StrangersTurns probes;
    private final Counter shed;

    /// @param networks the network of an address, unless it is known
    /// @param shed counts requests that got no turn in time
    StrangersLine(
            Function<String, Optional<String>> networks,
            StrangersTurns turns,
            StrangersTurns probes,
            Counter shed) {
        this.networks = networks;
        this.turns = turns;
        this.probes = probes;
        this.shed = shed;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            Optional<String> network = networks.apply(Request.getRemoteAddr(request));
            if (network.isEmpty()) {
                return super.handle(request, response, callback);
            }
            try (StrangersTurns.Turn turn = turnsFor(request).take(network.get())) {
                if (turn != null) {
                    if (networks.apply(Request.getRemoteAddr(request)).isEmpty()) {
                        // The address became known meanwhile, so this turn is free for the next
                        // request.
                        turn.end();
                    }
                    return super.handle(new InTurn(request, turn), response, callback);
                }
            }
            shed.increment();
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
        } catch (Exception e) {
            // Like the server itself with exceptions of handlers.
            Response.writeError(request, response, callback, e);
        }
        return true;
    }

    private StrangersTurns turnsFor(Request request) {
        return PROBES.contains(Request.getPathInContext(request)) ? probes : turns;
    }

    private static final class InTurn extends Request.Wrapper {

        private final StrangersTurns.Turn turn;

        InTurn(Request request, StrangersTurns.Turn turn) {
            super(request);
            this.turn = turn;
            request.setAttribute(RequestTurn.ATTRIBUTE, (Runnable) turn::end);
        }

        /// Waiting for more of the body takes no processor time, so it ends the turn.
        @Override
        public void demand(Runnable whenItComes) {
            turn.end();
            super.demand(whenItComes);
        }
    }
}
