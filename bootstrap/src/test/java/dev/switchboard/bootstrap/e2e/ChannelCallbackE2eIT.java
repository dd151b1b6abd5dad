package dev.switchboard.bootstrap.e2e;

import org.junit.jupiter.api.extension.ExtendWith;

/// Answers of channel servers, proven and unproven, once and repeated, at one hub.
@ExtendWith(SharedWorld.class)
class ChannelCallbackE2eIT implements ChannelCallbackStories {

    private final World world;

    ChannelCallbackE2eIT(World world) {
        this.world = world;
    }

    @Override
    public World world() {
        return world;
    }
}
