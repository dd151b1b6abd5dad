package dev.switchboard.bootstrap.runtime;

import io.micrometer.core.instrument.Counter;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/// Stands before everything that a server serves, and lets requests from unknown addresses wait for
/// [StrangersTurns].
final class StrangersLine extends Handler.Wrapper {

    private static final int RETRY_SECONDS = 2;

    private final Function<String, Optional<String>> networks;
    private final StrangersTurns turns;
    private final Counter shed;

    /// @param networks the network of an address, if nobody there is known
    /// @param shed counts the requests whose turn did not come
    StrangersLine(Function<String, Optional<String>> networks, StrangersTurns turns, Counter shed) {
        this.networks = networks;
        this.turns = turns;
        this.shed = shed;
    }

    /// Before everything that is put before the servlets until the server starts.
    void putBefore(Server server) {
        server.addEventListener(
                new LifeCycle.Listener() {
                    @Override
                    public void lifeCycleStarting(LifeCycle starting) {
                        server.insertHandler(StrangersLine.this);
                    }
                });
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
            try (StrangersTurns.Turn turn = turns.take(network.get())) {
                if (turn != null) {
                    if (networks.apply(Request.getRemoteAddr(request)).isEmpty()) {
                        // somebody there proved themselves meanwhile: the next need not wait either
                        turn.end();
                    }
                    return super.handle(new InTurn(request, turn), response, callback);
                }
            }
            shed.increment();
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
        } catch (Exception e) {
            // as the server itself does with what a handler throws
            Response.writeError(request, response, callback, e);
        }
        return true;
    }

    private static final class InTurn extends Request.Wrapper {

        private final StrangersTurns.Turn turn;

        InTurn(Request request, StrangersTurns.Turn turn) {
            super(request);
            this.turn = turn;
        }

        /// Whoever asks for more of the body waits for the sender, and for no processor.
        @Override
        public void demand(Runnable whenItComes) {
            turn.end();
            super.demand(whenItComes);
        }
    }
}
