package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.port.out.delivery.Backlog;

/// Delivers the waiting messages of a lane from its end (against promise D10).
public final class TurnsLanesRound implements Saboteur {

    @Override
    public Backlog replace(Backlog backlog) {
        return new BackwardBacklog(backlog);
    }
}
