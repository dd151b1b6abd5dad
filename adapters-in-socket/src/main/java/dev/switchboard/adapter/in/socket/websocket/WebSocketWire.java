package dev.switchboard.adapter.in.socket.websocket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/// A WebSocket whose frames are handled on the reading thread. Jetty would wake another thread for
/// every read, in case the handler blocks. Receivers here must not block, and the switch of threads
/// costs more than handling a frame.
public final class WebSocketWire extends WebSocketConnection {

    private final Callback readable =
            Callback.from(
                    InvocationType.NON_BLOCKING, this::onFillable, this::onFillInterestedFailed);

    WebSocketWire(Request request, WebSocketCoreSession session) {
        this(request.getConnectionMetaData(), session);
    }

    private WebSocketWire(ConnectionMetaData http, WebSocketCoreSession session) {
        super(
                http.getConnection().getEndPoint(),
                http.getConnector().getExecutor(),
                http.getConnector().getScheduler(),
                http.getConnector().getByteBufferPool(),
                session);
    }

    /// Ends the WebSocket after this time unless the client has ended it before. An idle timeout
    /// would not do, because a client that keeps sending is not idle.
    public static void endWithin(Duration time, CoreSession session) {
        if (session instanceof WebSocketCoreSession core
                && core.getConnection().getEndPoint() instanceof AbstractEndPoint endPoint) {
            endPoint.getScheduler()
                    .schedule(session::abort, time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void fillInterested() {
        fillInterested(readable);
    }
}
