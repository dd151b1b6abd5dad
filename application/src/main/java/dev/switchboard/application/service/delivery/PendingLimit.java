package dev.switchboard.application.service.delivery;

import dev.switchboard.domain.delivery.Target;

/// The limit of pending messages for one bot or desk, so that its outage cannot fill the disk.
///
/// @param most the limit; redriven deliveries do not count
public record PendingLimit(PendingCounts pending, int most) {

    public boolean isReached(Target target) {
        return pending.live(target) >= most;
    }
}
