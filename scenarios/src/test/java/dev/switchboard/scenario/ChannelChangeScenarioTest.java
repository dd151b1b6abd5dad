package dev.switchboard.scenario;

import java.time.Duration;

class ChannelChangeScenarioTest extends ChannelChangeStories {

    ChannelChangeScenarioTest() {
        super(ofOneStore(new World()));
    }

    private static Worlds ofOneStore(World world) {
        return new Worlds(world, world);
    }

    @Override
    void pass(Duration duration) {
        worlds.one().clock.advance(duration);
    }
}
