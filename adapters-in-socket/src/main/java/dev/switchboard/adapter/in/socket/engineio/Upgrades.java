package dev.switchboard.adapter.in.socket.engineio;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The WebSockets that want to take over a polling session.
final class Upgrades {

    private final Sessions sessions;
    private final Set<Candidacy> candidacies = ConcurrentHashMap.newKeySet();

    Upgrades(Sessions sessions) {
        this.sessions = sessions;
    }

    /// A WebSocket with a polling session's id has opened. One that comes while another is a
    /// candidate or has taken over is closed; the other one is not disturbed.
    @Nullable Candidacy begin(Session session, WebSocketLine line) {
        Candidacy candidacy = new Candidacy(session, line, this, sessions.now());
        if (!session.succession().nominate(line)) {
            line.finish(CloseReason.REPLACED);
            return candidacy;
        }
        candidacies.add(candidacy);
        return candidacy;
    }

    void remove(Candidacy candidacy) {
        candidacies.remove(candidacy);
    }

    void tick() {
        long timeoutMillis = sessions.settings().timing().upgradeTimeout().toMillis();
        candidacies.forEach(candidacy -> candidacy.tick(sessions.now(), timeoutMillis));
    }
}
