package dev.switchboard.bootstrap.e2e.sockets;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.nio.file.Path;
import java.util.Map;

/// A hub that waits for nobody long, but has room for everybody from one address, however much they
/// say.
record ImpatientHub(LiveHub hub, Figures figures) implements AutoCloseable {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SWITCHBOARD_SOCKETS_SLOW_AFTER", "10s",
                    "SWITCHBOARD_SOCKETS_PING_INTERVAL", "3s",
                    "SWITCHBOARD_SOCKETS_PING_TIMEOUT", "5s",
                    "SWITCHBOARD_SOCKETS_DRAIN_WITHIN", "1s",
                    "SWITCHBOARD_SOCKETS_EVENT_RATE", "1000000",
                    "SWITCHBOARD_SOCKETS_MAX_UNBOUND_PER_ADDRESS", "10000");

    static ImpatientHub open(Path directory) {
        LiveHub hub = LiveHub.open(directory, SETTINGS);
        return new ImpatientHub(hub, new Figures(hub.process()));
    }

    WirePage page(Map<String, ?> auth) {
        return WirePage.at(hub.process().url(), auth);
    }

    @Override
    public void close() {
        hub.close();
    }
}
