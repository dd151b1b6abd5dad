package dev.switchboard.adapter.in.socket.websocket;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// The origin of the hub's own pages, as browsers send it.
public final class OwnOrigin {

    private OwnOrigin() {}

    /// Returns the origin if the public address is https. Then there is a proxy, which may have
    /// changed the `Host` header that otherwise identifies the hub's own pages.
    ///
    /// @param publicUrl the hub's public address
    public static Optional<String> of(URI publicUrl) {
        String host = publicUrl.getHost();
        if (host == null || !"https".equalsIgnoreCase(publicUrl.getScheme())) {
            return Optional.empty();
        }
        String port =
                publicUrl.getPort() < 0 || publicUrl.getPort() == 443
                        ? ""
                        : ":" + publicUrl.getPort();
        return Optional.of("https://" + host.toLowerCase(Locale.ROOT) + port);
    }
}
