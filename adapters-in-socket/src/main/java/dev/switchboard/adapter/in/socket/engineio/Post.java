package dev.switchboard.adapter.in.socket.engineio;

import java.net.SocketTimeoutException;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// A client's POST: its packets are handled one after the other, each when the layer above takes
/// it, and only then is it answered (contract sockets 2.2.2).
final class Post implements Body.Reader {

    private static final String BINARY = "application/octet-stream";

    private final Exchange exchange;
    private final Session session;
    private final PollingConnection connection;
    private final Departures departures;

    Post(Exchange exchange, Session session, PollingConnection connection, Departures departures) {
        this.exchange = exchange;
        this.session = session;
        this.connection = connection;
        this.departures = departures;
    }

    void handle(int maxPayload) {
        if (!connection.beginPost() || isBinary()) {
            session.close(CloseReason.PROTOCOL);
            exchange.refuse(Refusal.BAD_REQUEST);
        } else {
            new Body(exchange.request(), maxPayload, this).read();
        }
    }

    private boolean isBinary() {
        String type = exchange.header(HttpHeader.CONTENT_TYPE);
        return type != null && type.startsWith(BINARY);
    }

    @Override
    public void complete(byte[] body) {
        deliver(new PollingPayload(body));
    }

    @Override
    public void broken(Throwable cause) {
        session.close(CloseReason.TRANSPORT);
        if (cause instanceof SocketTimeoutException) {
            exchange.refuse(Refusal.TOO_SLOW);
        } else {
            exchange.callback().failed(cause);
        }
    }

    @Override
    public void tooLarge() {
        session.close(CloseReason.TOO_LARGE);
        exchange.refuse(Refusal.TOO_LARGE);
    }

    private void deliver(PollingPayload payload) {
        while (payload.hasNext() && session.ended() == null) {
            CompletionStage<?> taken = session.received(payload.next());
            if (!taken.toCompletableFuture().isDone()) {
                taken.whenComplete((_, _) -> deliver(payload));
                return;
            }
        }
        connection.endPost();
        answer(session.ended());
    }

    private void answer(@Nullable CloseReason ended) {
        if (ended == CloseReason.PROTOCOL) {
            exchange.refuse(Refusal.BAD_REQUEST);
        } else if (ended == CloseReason.CLIENT) {
            departures.gone(session.id()).whenComplete((_, _) -> exchange.taken());
        } else {
            exchange.taken();
        }
    }
}
