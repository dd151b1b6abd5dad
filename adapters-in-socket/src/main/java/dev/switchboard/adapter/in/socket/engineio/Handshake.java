package dev.switchboard.adapter.in.socket.engineio;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// The data of the request that opened a session. It lives as long as the session, so it keeps only
/// what is used.
///
/// @param remoteAddress the peer's address without its port
/// @param secure whether the request came by https
/// @param cookies the cookies that the [EngineListener] reads
/// @param note data that the [EngineListener] stored when the session opened
public record Handshake(
        String remoteAddress,
        boolean secure,
        Map<String, String> cookies,
        AtomicReference<@Nullable Object> note) {

    /// Longer than any of the hub's own cookies.
    private static final int LONGEST_COOKIE = 512;

    public Handshake {
        cookies = Map.copyOf(cookies);
    }

    /// Without a note.
    public Handshake(String remoteAddress, boolean secure, Map<String, String> cookies) {
        this(remoteAddress, secure, cookies, new AtomicReference<>());
    }

    /// @param names the cookies to keep
    static Handshake of(Request request, Set<String> names) {
        return new Handshake(
                Request.getRemoteAddr(request), request.isSecure(), cookies(request, names));
    }

    private static Map<String, String> cookies(Request request, Set<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, String> cookies = new HashMap<>();
        for (HttpCookie cookie : Request.getCookies(request)) {
            if (names.contains(cookie.getName()) && cookie.getValue().length() <= LONGEST_COOKIE) {
                cookies.putIfAbsent(cookie.getName(), cookie.getValue());
            }
        }
        return cookies;
    }

    @Override
    public String toString() {
        return "Handshake[" + remoteAddress + "]";
    }
}
