package dev.switchboard.adapter.in.socket.engineio;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// The request that opened a session.
///
/// @param remoteAddress the peer's address without its port
/// @param secure whether it came by https
/// @param headers its header fields, names in lower case
/// @param cookies its cookies
/// @param note what the [EngineListener] noted about it while the session opened, for later
public record Handshake(
        String remoteAddress,
        boolean secure,
        Map<String, String> headers,
        Map<String, String> cookies,
        AtomicReference<@Nullable Object> note) {

    /// A session keeps these as long as it lives, so what only concerns the connection is left out.
    private static final Set<HttpHeader> OF_THE_CONNECTION =
            EnumSet.of(
                    HttpHeader.ACCEPT,
                    HttpHeader.ACCEPT_ENCODING,
                    HttpHeader.CACHE_CONTROL,
                    HttpHeader.CONNECTION,
                    HttpHeader.COOKIE,
                    HttpHeader.PRAGMA,
                    HttpHeader.SEC_WEBSOCKET_EXTENSIONS,
                    HttpHeader.SEC_WEBSOCKET_KEY,
                    HttpHeader.SEC_WEBSOCKET_VERSION,
                    HttpHeader.UPGRADE);

    public Handshake {
        headers = Map.copyOf(headers);
        cookies = Map.copyOf(cookies);
    }

    /// With nothing noted.
    public Handshake(
            String remoteAddress,
            boolean secure,
            Map<String, String> headers,
            Map<String, String> cookies) {
        this(remoteAddress, secure, headers, cookies, new AtomicReference<>());
    }

    /// What outlives a request of it.
    static Handshake of(Request request) {
        return new Handshake(
                Request.getRemoteAddr(request),
                request.isSecure(),
                fields(request),
                cookies(request));
    }

    private static Map<String, String> fields(Request request) {
        Map<String, String> fields = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            HttpHeader known = field.getHeader();
            if (value != null && (known == null || !OF_THE_CONNECTION.contains(known))) {
                fields.merge(field.getLowerCaseName(), value, (a, b) -> a + ", " + b);
            }
        }
        return fields;
    }

    private static Map<String, String> cookies(Request request) {
        Map<String, String> cookies = new HashMap<>();
        for (HttpCookie cookie : Request.getCookies(request)) {
            cookies.putIfAbsent(cookie.getName(), cookie.getValue());
        }
        return cookies;
    }

    /// A header field by its name in lower case, or null.
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public String toString() {
        return "Handshake[" + remoteAddress + "]";
    }
}
