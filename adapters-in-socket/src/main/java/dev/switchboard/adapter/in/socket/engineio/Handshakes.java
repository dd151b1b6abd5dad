package dev.switchboard.adapter.in.socket.engineio;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// Notes of a request what outlives it. A session keeps them as long as it lives, so what only
/// concerns the connection is left out.
final class Handshakes {

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

    private Handshakes() {}

    static Handshake of(Request request) {
        return new Handshake(
                Request.getRemoteAddr(request),
                request.isSecure(),
                headers(request),
                cookies(request));
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            HttpHeader known = field.getHeader();
            if (value != null && (known == null || !OF_THE_CONNECTION.contains(known))) {
                headers.merge(field.getLowerCaseName(), value, (a, b) -> a + ", " + b);
            }
        }
        return headers;
    }

    private static Map<String, String> cookies(Request request) {
        Map<String, String> cookies = new HashMap<>();
        for (HttpCookie cookie : Request.getCookies(request)) {
            cookies.putIfAbsent(cookie.getName(), cookie.getValue());
        }
        return cookies;
    }
}
