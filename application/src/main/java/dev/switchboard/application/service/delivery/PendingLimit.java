package dev.switchboard.application.service.delivery;

import dev.switchboard.domain.delivery.Target;

/// How many messages may wait for one bot or desk: an outage of theirs must not fill the disk.
///
/// @param most what an admin sent again does not count
public record PendingLimit(PendingCounts pending, int most) {

    public boolean isReached(Target target) {
        return pending.live(target) >= most;
    }
}
