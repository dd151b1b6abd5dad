package dev.switchboard.adapter.in.socket.websocket;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// The origin of our own pages, as browsers write it.
public final class OwnOrigin {

    private OwnOrigin() {}

    /// By an https address, for which there must be a proxy: it may have changed the `Host` by
    /// which our own pages are known otherwise.
    ///
    /// @param publicUrl our address as outsiders reach it
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
