package dev.switchboard.adapter.in.socket.engineio;

import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Which pages may connect, and what browsers are told about it (contract sockets 2.1, CORS).
final class Origins {

    private static final String ANY = "*";

    private final Set<String> allowed;

    Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    /// Whether the request may be served: it comes from no page, from one of this server, or from
    /// one on the list.
    boolean allow(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return origin == null || isListed(origin) || isOwn(origin, request);
    }

    /// Tells the browser whether the page may read the answer.
    void declare(Request request, HttpFields.Mutable answer) {
        if (allowed.contains(ANY)) {
            answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
            return;
        }
        answer.put(HttpHeader.VARY, HttpHeader.ORIGIN.asString());
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && allowed.contains(origin)) {
            answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
    }

    /// Tells the browser what the page may send.
    void declareMethods(HttpFields.Mutable answer) {
        if (answer.contains(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET,POST,OPTIONS");
            answer.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "content-type,authorization");
            answer.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, "600");
        }
    }

    private boolean isListed(String origin) {
        return allowed.contains(ANY) || allowed.contains(origin);
    }

    private static boolean isOwn(String origin, Request request) {
        @Nullable String host = request.getHeaders().get(HttpHeader.HOST);
        return host != null && origin.equals((request.isSecure() ? "https://" : "http://") + host);
    }
}
