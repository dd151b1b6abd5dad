package dev.switchboard.bootstrap.e2e;

import org.junit.jupiter.api.extension.ExtendWith;

/// Messages to a channel and answers to the sessions server, whatever these two do, at one hub.
@ExtendWith(SharedWorld.class)
class ChannelRelayE2eIT implements ChannelRelayStories {

    private final World world;

    ChannelRelayE2eIT(World world) {
        this.world = world;
    }

    @Override
    public World world() {
        return world;
    }
}
