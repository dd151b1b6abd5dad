package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.ChannelRegistryContract;

class InMemoryChannelRegistryTest implements ChannelRegistryContract {
    private final ChannelRegistry registry = new InMemoryChannelRegistry();

    @Override
    public ChannelRegistry registry() {
        return registry;
    }
}
