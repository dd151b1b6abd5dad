package dev.switchboard.application.service.live;

import dev.switchboard.application.service.session.ClaimDesk;
import java.time.Duration;

/// Notes that owners are still there, so that no claim lapses under a client that stays for days
/// (contract pega 4).
public final class Attendance {

    private final LiveClients clients;
    private final ClaimDesk claims;

    public Attendance(LiveClients clients, ClaimDesk claims) {
        this.clients = clients;
        this.claims = claims;
    }

    /// How often to take note.
    public Duration pause() {
        return claims.grain();
    }

    public void take() {
        clients.followed().forEach(claims::seen);
    }
}
