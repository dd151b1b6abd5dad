package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.websocket.OwnOrigin;
import dev.switchboard.adapter.in.socket.websocket.WebSocketUpgrade;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.WebUtils;

/// Checks a request before it becomes a WebSocket. The client authenticates later, in its first
/// frame.
final class CtiHandshakeInterceptor implements HandshakeInterceptor {

    private static final Set<String> TOKENS = Set.of("token", "access_token", "accessToken", "jwt");
    private static final String ANY_PAGE = "*";
    private static final String VERSION = "13";

    private final CtiEndpoint ctiEndpoint;
    private final Connections connections;
    private final Set<String> origins;
    private final BiFunction<Integer, String, ResponseEntity<byte[]>> problems;

    /// @param publicUrl the hub's public address
    /// @param problems makes the error response for a status and a text
    CtiHandshakeInterceptor(
            CtiEndpoint ctiEndpoint,
            Connections connections,
            URI publicUrl,
            BiFunction<Integer, String, ResponseEntity<byte[]>> problems) {
        this.ctiEndpoint = ctiEndpoint;
        this.connections = connections;
        this.origins =
                Stream.concat(
                                connections.settings().allowedOrigins().stream(),
                                OwnOrigin.of(publicUrl).stream())
                        .collect(Collectors.toUnmodifiableSet());
        this.problems = problems;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws IOException {
        ResponseEntity<byte[]> refusal = refusal(request);
        if (refusal == null) {
            return true;
        }
        connections.metrics().turnedAway(ctiEndpoint, refusal.getStatusCode().value());
        response.setStatusCode(refusal.getStatusCode());
        response.getHeaders().putAll(refusal.getHeaders());
        if (refusal.getBody() != null) {
            response.getBody().write(refusal.getBody());
        }
        return false;
    }

    private @Nullable ResponseEntity<byte[]> refusal(ServerHttpRequest request) {
        if (!connections.settings().enabled()) {
            return problems.apply(404, "Not found");
        }
        if (!asksForWebSocket(request.getHeaders())) {
            return withHeaders(
                    problems.apply(426, "This address speaks WebSocket."),
                    Map.of(
                            HttpHeaders.UPGRADE,
                            "websocket",
                            HttpHeaders.CONNECTION,
                            HttpHeaders.UPGRADE,
                            WebSocketHttpHeaders.SEC_WEBSOCKET_VERSION,
                            VERSION));
        }
        if (!isFit(request)) {
            return problems.apply(400, "A WebSocket begins with HTTP/1.1 and a key of 16 bytes.");
        }
        if (namesToken(request)) {
            return problems.apply(400, "A token in the URL is not accepted.");
        }
        if (!isWelcome(request)) {
            return problems.apply(403, "Pages of this origin may not connect.");
        }
        if (connections.isDraining()) {
            return withHeaders(
                    problems.apply(503, "This hub is going away."),
                    Map.of(HttpHeaders.RETRY_AFTER, "1"));
        }
        return null;
    }

    private static ResponseEntity<byte[]> withHeaders(
            ResponseEntity<byte[]> answer, Map<String, String> more) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(answer.getHeaders());
        more.forEach(headers::set);
        return new ResponseEntity<>(answer.getBody(), headers, answer.getStatusCode());
    }

    private static boolean asksForWebSocket(HttpHeaders headers) {
        List<String> connection = headers.getConnection();
        return "websocket".equalsIgnoreCase(headers.getUpgrade())
                && connection.stream().anyMatch("upgrade"::equalsIgnoreCase)
                && VERSION.equals(headers.getFirst(WebSocketHttpHeaders.SEC_WEBSOCKET_VERSION));
    }

    private static boolean isFit(ServerHttpRequest request) {
        String key = request.getHeaders().getFirst(WebSocketHttpHeaders.SEC_WEBSOCKET_KEY);
        return WebSocketUpgrade.isKey(key)
                && request instanceof ServletServerHttpRequest servlet
                && servlet.getServletRequest().getProtocol().equals("HTTP/1.1");
    }

    /// Addresses end up in logs and browser histories, so they must not contain tokens.
    private static boolean namesToken(ServerHttpRequest request) {
        String query =
                request instanceof ServletServerHttpRequest servlet
                        ? servlet.getServletRequest().getQueryString()
                        : null;
        return query != null
                && Arrays.stream(query.split("&", -1))
                        .map(CtiHandshakeInterceptor::nameOf)
                        .anyMatch(TOKENS::contains);
    }

    /// A name that cannot be decoded is no token's.
    private static String nameOf(String parameter) {
        String name = parameter.split("=", 2)[0];
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return name;
        }
    }

    /// Programs other than web pages send no origin.
    private boolean isWelcome(ServerHttpRequest request) {
        String origin = request.getHeaders().getOrigin();
        return origin == null
                || origins.contains(ANY_PAGE)
                || origins.contains(origin)
                || isOwn(request);
    }

    /// A malformed origin is not the hub's own.
    private static boolean isOwn(ServerHttpRequest request) {
        try {
            return WebUtils.isSameOrigin(request);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {}
}
