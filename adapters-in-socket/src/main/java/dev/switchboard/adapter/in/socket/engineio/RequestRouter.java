package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.engineio.EnginePacket.PollingPayload;
import dev.switchboard.adapter.in.socket.engineio.HttpExchange.Body;
import dev.switchboard.adapter.in.socket.engineio.HttpExchange.Poll;
import dev.switchboard.adapter.in.socket.engineio.Sessions.LingeringSessions;
import dev.switchboard.adapter.in.socket.engineio.Upgrades.UpgradeProbe;
import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import dev.switchboard.adapter.in.socket.websocket.WebSocketUpgrade;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Serves validated requests: opens sessions for clients without one, and passes all other requests
/// to their session.
final class RequestRouter {

    private final Sessions sessions;
    private final EngineListener listener;
    private final WebSocketUpgrade upgrade;
    private final Upgrades upgrades;
    private final LingeringSessions lingering;
    private final int maxPayload;
    private final AtomicBoolean draining = new AtomicBoolean();

    RequestRouter(
            Sessions sessions,
            EngineListener listener,
            WebSocketUpgrade upgrade,
            Upgrades upgrades,
            LingeringSessions lingering) {
        this.sessions = sessions;
        this.listener = listener;
        this.upgrade = upgrade;
        this.upgrades = upgrades;
        this.lingering = lingering;
        this.maxPayload = sessions.settings().limits().maxPayload();
    }

    /// Opens no more sessions.
    void stopOpening() {
        draining.set(true);
    }

    /// Opens a session for a client.
    ///
    /// @return the reason for refusing it, or null
    @Nullable Refusal open(HttpExchange httpExchange, Transport transport) {
        if (draining.get()) {
            return Refusal.UNAVAILABLE;
        }
        if (httpExchange.headerBytes() > sessions.settings().limits().maxHandshakeHeaders()) {
            return Refusal.HEADERS_TOO_LARGE;
        }
        Refusal full = sessions.reserve(Request.getRemoteAddr(httpExchange.request()));
        if (full != null) {
            return full;
        }
        Handshake handshake = Handshake.of(httpExchange.request(), listener.cookies());
        Session session = sessions.open(handshake, transport);
        listener.opening(handshake).forEach(httpExchange.response().getHeaders()::add);
        switch (transport) {
            case POLLING -> poll(session, httpExchange);
            case WEBSOCKET ->
                    httpExchange.upgrade(
                            upgrade,
                            new WebSocketConnection(
                                    session, this::carry, maxPayload, sessions.unfinished()),
                            () -> session.close(CloseReason.TRANSPORT));
        }
        return null;
    }

    /// The request that opens a session is its first GET; the open packet is the response.
    private void poll(Session session, HttpExchange httpExchange) {
        PollingConnection connection = new PollingConnection(session, lingering, maxPayload);
        connection.get(new Poll(httpExchange));
        session.begin(connection, listener);
    }

    private @Nullable UpgradeProbe carry(WebSocketConnection connection) {
        connection.carried().begin(connection, listener);
        return null;
    }

    /// Serves a request of a session.
    ///
    /// @return the reason for refusing it, or null
    @Nullable Refusal visit(Session session, HttpExchange httpExchange, Transport transport) {
        if (transport == Transport.WEBSOCKET) {
            httpExchange.upgrade(
                    upgrade,
                    new WebSocketConnection(
                            session,
                            arrived -> upgrades.begin(session, arrived),
                            maxPayload,
                            sessions.unfinished()),
                    () -> {});
            return null;
        }
        if (!(session.connection() instanceof PollingConnection connection)) {
            return Refusal.BAD_REQUEST;
        }
        if (isGet(httpExchange)) {
            connection.get(new Poll(httpExchange));
        } else {
            new Post(httpExchange, session, connection, lingering)
                    .handle(maxPayload, sessions.unfinished().share());
        }
        return null;
    }

    /// Whether this was the last GET of a session that has just ended, and was answered.
    boolean isGreeted(String sid, Transport transport, HttpExchange httpExchange) {
        return transport == Transport.POLLING
                && isGet(httpExchange)
                && lingering.answer(sid, new Poll(httpExchange));
    }

    private static boolean isGet(HttpExchange httpExchange) {
        return HttpMethod.GET.is(httpExchange.request().getMethod());
    }

    /// A client's POST: its packets are handled one after the other, each when the upper layer
    /// accepts it, and then the POST is answered.
    private static final class Post implements Body.Reader {

        private static final String BINARY = "application/octet-stream";

        private final HttpExchange httpExchange;
        private final Session session;
        private final PollingConnection connection;
        private final LingeringSessions lingering;

        Post(
                HttpExchange httpExchange,
                Session session,
                PollingConnection connection,
                LingeringSessions lingering) {
            this.httpExchange = httpExchange;
            this.session = session;
            this.connection = connection;
            this.lingering = lingering;
        }

        void handle(int maxPayload, ByteBudget.Share unfinished) {
            if (!connection.beginPost() || isBinary()) {
                session.close(CloseReason.PROTOCOL);
                httpExchange.refuse(Refusal.BAD_REQUEST);
            } else {
                new Body(httpExchange.request(), maxPayload, unfinished, this).read();
            }
        }

        private boolean isBinary() {
            String type = httpExchange.header(HttpHeader.CONTENT_TYPE);
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
                httpExchange.refuse(Refusal.TOO_SLOW);
            } else {
                httpExchange.callback().failed(cause);
            }
        }

        @Override
        public void tooLarge() {
            session.close(CloseReason.TOO_LARGE);
            httpExchange.refuse(Refusal.TOO_LARGE);
        }

        @Override
        public void unaffordable() {
            session.close(CloseReason.SERVER);
            httpExchange.refuse(Refusal.UNAVAILABLE);
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
                httpExchange.refuse(Refusal.BAD_REQUEST);
            } else if (ended == CloseReason.CLIENT) {
                lingering.whenGone(session.id()).whenComplete((_, _) -> httpExchange.taken());
            } else {
                httpExchange.taken();
            }
        }
    }
}
