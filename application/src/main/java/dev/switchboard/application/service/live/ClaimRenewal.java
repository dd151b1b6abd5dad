package dev.switchboard.application.service.live;

import dev.switchboard.application.service.session.Ownership;
import java.time.Duration;

/// Notes that owners are still there, so that no claim lapses under a client that stays for days.
public final class ClaimRenewal {

    private final LiveClients clients;
    private final Ownership ownership;

    ClaimRenewal(LiveClients clients, Ownership ownership) {
        this.clients = clients;
        this.ownership = ownership;
    }

    /// How often to take note.
    public Duration pause() {
        return ownership.grain();
    }

    public void take() {
        clients.followed().forEach(ownership::seen);
    }
}
