package dev.switchboard.adapter.in.socket.websocket;

import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.WebSocketConstants;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.RequestUpgradeStrategy;

/// Makes Spring's handshake produce a [SpringSession]. Spring's own integration of Jetty keeps the
/// request with all its headers as long as the WebSocket lives, and its sessions block their
/// sender.
///
/// No extension is negotiated: compression costs a connection more memory than all the rest of it.
public final class SpringUpgrade implements RequestUpgradeStrategy {

    private final WebSocketUpgrade entrance = new WebSocketUpgrade();
    private final ByteBudget unfinished = new ByteBudget(ByteBudget.ofUnfinished());
    private final Executor workers;

    /// @param workers handle messages, which may block
    public SpringUpgrade(Executor workers) {
        this.workers = workers;
    }

    @Override
    public String[] getSupportedVersions() {
        return new String[] {WebSocketConstants.SPEC_VERSION_STRING};
    }

    @Override
    public List<WebSocketExtension> getSupportedExtensions(ServerHttpRequest request) {
        return List.of();
    }

    @Override
    public void upgrade(
            ServerHttpRequest request,
            ServerHttpResponse response,
            @Nullable String selectedProtocol,
            List<WebSocketExtension> selectedExtensions,
            @Nullable Principal user,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        if (!(request instanceof ServletServerHttpRequest servlet)) {
            throw new HandshakeFailureException("Only requests to servlets can be upgraded");
        }
        ServletContextRequest upgraded =
                ServletContextRequest.getServletContextRequest(servlet.getServletRequest());
        Callback.Completable answered = new Callback.Completable();
        entrance.open(
                upgraded,
                upgraded.getServletContextResponse(),
                answered,
                new SpringSession(
                        handler,
                        workers,
                        unfinished.share(),
                        upgraded.getConnectionMetaData().getRemoteSocketAddress()));
        await(answered);
    }

    /// The response must be sent before the servlet ends.
    private static void await(Callback.Completable answered) {
        try {
            answered.get();
        } catch (ExecutionException e) {
            throw new HandshakeFailureException("The client left during the handshake", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new HandshakeFailureException("Interrupted during the handshake");
        }
    }
}
