package dev.switchboard.adapter.in.socket.engineio;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The WebSockets that want to take over a polling session.
final class Upgrades {

    private final Sessions sessions;
    private final Set<UpgradeProbe> probes = ConcurrentHashMap.newKeySet();

    Upgrades(Sessions sessions) {
        this.sessions = sessions;
    }

    /// A WebSocket with a polling session's id has opened. One that comes while another probes or
    /// has taken over is closed; the other one is not disturbed.
    @Nullable UpgradeProbe begin(Session session, WebSocketConnection connection) {
        UpgradeProbe probe = new UpgradeProbe(session, connection, this, sessions.now());
        if (!session.transports().beginProbe(connection)) {
            connection.finish(CloseReason.REPLACED);
            return probe;
        }
        probes.add(probe);
        return probe;
    }

    void remove(UpgradeProbe probe) {
        probes.remove(probe);
    }

    void tick() {
        long timeoutMillis = sessions.settings().timing().upgradeTimeout().toMillis();
        probes.forEach(probe -> probe.tick(sessions.now(), timeoutMillis));
    }
}
