package dev.switchboard.adapter.in.socket.engineio;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// What is used of the request that opened a session. It is kept as long as the session, so nothing
/// else of the request is.
///
/// @param remoteAddress the peer's address without its port
/// @param secure whether it came by https
/// @param cookies those that the [EngineListener] looks at
/// @param note what the [EngineListener] noted about it while the session opened, for later
public record Handshake(
        String remoteAddress,
        boolean secure,
        Map<String, String> cookies,
        AtomicReference<@Nullable Object> note) {

    /// Longer than any cookie of ours.
    private static final int LONGEST_COOKIE = 512;

    public Handshake {
        cookies = Map.copyOf(cookies);
    }

    /// With nothing noted.
    public Handshake(String remoteAddress, boolean secure, Map<String, String> cookies) {
        this(remoteAddress, secure, cookies, new AtomicReference<>());
    }

    /// @param names the cookies that are kept
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
