package dev.switchboard.scenario.live;

import dev.switchboard.application.fakes.InMemoryCannedReplies;
import dev.switchboard.application.fakes.InMemoryPreferences;
import dev.switchboard.application.fakes.InMemorySavedViews;

class EitherHubScenarioTest extends EitherHubStories {

    EitherHubScenarioTest() {
        LiveWorld shared = new LiveWorld();
        Shelves shelves =
                new Shelves(
                        new InMemoryCannedReplies(),
                        new InMemorySavedViews(),
                        new InMemoryPreferences());
        super(shared, shelves, shared, shelves);
    }
}
