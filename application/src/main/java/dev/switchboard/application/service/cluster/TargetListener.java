package dev.switchboard.application.service.cluster;

import dev.switchboard.domain.delivery.TargetChange;

/// A part of the hub that waits for targets, and hears what was changed about them at other hubs.
/// It must not block.
public interface TargetListener {

    void changed(TargetChange change);

    /// Any target may have changed: there were more changes than a bulletin has room for.
    void missed();
}
