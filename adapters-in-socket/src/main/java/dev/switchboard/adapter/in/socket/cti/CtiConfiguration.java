package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.presence.Board;
import dev.switchboard.adapter.in.socket.presence.Boards;
import dev.switchboard.adapter.in.socket.presence.WatchAccess;
import dev.switchboard.adapter.in.socket.websocket.SpringUpgrade;
import dev.switchboard.application.port.in.presence.WatchPresence;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.ResponseEntity;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/// Sets up the endpoints for softphones and wall boards.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CtiProperties.class)
@Import({CtiMetrics.class, CtiLifecycle.class})
public class CtiConfiguration {

    /// Agents' consoles watch presence too.
    @Bean
    WatchAccess watching(
            CtiProperties settings,
            WatchPresence presence,
            CtiMetrics metrics,
            LongSupplier nanoTime,
            ExecutorService workers,
            ScheduledExecutorService socketTimer) {
        Board.Later later =
                (nanos, task) -> {
                    var _ = socketTimer.schedule(task, nanos, TimeUnit.NANOSECONDS);
                };
        return new WatchAccess(
                presence,
                new Boards(presence, new Board.Tools(later, workers, nanoTime, metrics)),
                settings.maxSubscriptions());
    }

    @Bean
    Connections ctiConnections(
            CtiProperties settings,
            OpenProofs proofs,
            WatchAccess watchAccess,
            CtiMetrics metrics,
            Clock clock,
            LongSupplier nanoTime) {
        return new Connections(
                settings, new Identification(proofs, clock), watchAccess, metrics, nanoTime);
    }

    /// This mapping comes before the controllers, whose paths include these.
    @Bean
    WebSocketHandlerMapping ctiEndpoints(
            Connections ctiConnections,
            BiFunction<Integer, String, ResponseEntity<byte[]>> problems,
            Supplier<URI> publicUrl,
            ExecutorService workers) {
        HandshakeHandler handshake = new DefaultHandshakeHandler(new SpringUpgrade(workers));
        Map<String, Object> paths = new HashMap<>();
        for (CtiEndpoint ctiEndpoint : CtiEndpoint.values()) {
            WebSocketHttpRequestHandler handler =
                    new BareRequestHandler(new CtiHandler(ctiEndpoint, ctiConnections), handshake);
            handler.setHandshakeInterceptors(
                    List.of(
                            new CtiHandshakeInterceptor(
                                    ctiEndpoint, ctiConnections, publicUrl.get(), problems)));
            paths.put(ctiEndpoint.path(), handler);
        }
        WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
        mapping.setUrlMap(paths);
        mapping.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return mapping;
    }

    /// Calls its handler directly: Spring would trace messages, and those contain tokens.
    private static final class BareRequestHandler extends WebSocketHttpRequestHandler {

        private BareRequestHandler(WebSocketHandler handler, HandshakeHandler handshake) {
            super(handler, handshake);
        }

        @Override
        protected WebSocketHandler decorate(WebSocketHandler handler) {
            return handler;
        }
    }
}
