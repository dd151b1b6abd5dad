package dev.switchboard.adapter.in.socket.engineio;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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

    /// A header field by its name in lower case, or null.
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public String toString() {
        return "Handshake[" + remoteAddress + "]";
    }
}
