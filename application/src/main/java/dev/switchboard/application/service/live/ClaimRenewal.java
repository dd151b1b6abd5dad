package dev.switchboard.application.service.live;

import dev.switchboard.application.service.session.Ownership;
import java.time.Duration;

/// Records that owners are still present, so that no claim lapses while a client stays connected
/// for days.
public final class ClaimRenewal {

    private final LiveClients clients;
    private final Ownership ownership;

    ClaimRenewal(LiveClients clients, Ownership ownership) {
        this.clients = clients;
        this.ownership = ownership;
    }

    /// The interval between renewals.
    public Duration pause() {
        return ownership.grain();
    }

    public void take() {
        clients.followed().forEach(ownership::seen);
    }
}
