package dev.switchboard.bootstrap.e2e.pega;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/// Customers and the desk, with the packaged hub, a simulated desk and the stock Java client. The
/// restarts of 7, 9, 14 and 18 are in LiveRestartE2eIT, 16 is in MongoLiveE2eIT, where a store can
/// be shut off, and recovery by `pid` (13) in StockNodeClientE2eIT, whose client supports it.
@ExtendWith(LiveHubPool.class)
class PegaE2eIT implements PegaStories, PegaAccessStories {

    private final LiveHub hub;

    PegaE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public LiveHub hub() {
        return hub;
    }

    /// Tests of other classes talk to the same desk.
    @AfterEach
    void calmTheDesk() {
        hub.desk().follow("[]");
    }
}
