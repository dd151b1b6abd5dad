package dev.switchboard.adapter.in.socket.websocket;

import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/// A raw WebSocket at `/echo` that returns each text, by the sessions of softphones and wall
/// boards.
public final class EchoEndpoint extends Handler.Wrapper {

    private static final String PATH = "/echo";

    private final WebSocketUpgrade entrance = new WebSocketUpgrade();
    private final ByteBudget unfinished = new ByteBudget(ByteBudget.ofUnfinished());
    private final Executor workers;

    public EchoEndpoint(Handler otherwise, Executor workers) {
        super(otherwise);
        this.workers = workers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getHttpURI().getPath().equals(PATH)) {
            return super.handle(request, response, callback);
        }
        entrance.open(
                request,
                response,
                callback,
                new SpringSession(
                        new Echo(),
                        workers,
                        unfinished.share(),
                        request.getConnectionMetaData().getRemoteSocketAddress()));
        return true;
    }

    /// One connection.
    private static final class Echo implements WebSocketHandler {

        private final Queue<byte[]> texts = new ConcurrentLinkedQueue<>();

        @Override
        public void afterConnectionEstablished(WebSocketSession session) {
            ((PulledSession) session).sendFrom(texts::poll);
        }

        @Override
        public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
            if (message instanceof TextMessage text) {
                texts.add(text.asBytes());
                ((PulledSession) session).wake();
            }
        }

        @Override
        public void handleTransportError(WebSocketSession session, Throwable exception) {}

        @Override
        public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {}

        @Override
        public boolean supportsPartialMessages() {
            return false;
        }
    }
}
