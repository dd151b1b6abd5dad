package dev.switchboard.bootstrap.e2e.netomi;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import org.junit.jupiter.api.extension.ExtendWith;

/// Users and the bot, with the packaged hub, a simulated bot and the stock Java client. Scenario 17
/// is in MongoLiveE2eIT, where a store can be shut off; the restarts of 7 and 13 are in
/// LiveRestartE2eIT, the cases without a valid token (11, 16) in NetomiTokenE2eIT, and the clock of
/// 6 in AcknowledgementScenarioTest.
@ExtendWith(LiveHubPool.class)
class NetomiE2eIT implements BotStories, BotFaultStories, BotAccessStories {

    private final LiveHub hub;

    NetomiE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public LiveHub hub() {
        return hub;
    }
}
