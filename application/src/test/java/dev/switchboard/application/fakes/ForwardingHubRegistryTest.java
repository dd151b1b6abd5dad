package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.application.port.out.cluster.HubRegistryContract;

class ForwardingHubRegistryTest implements HubRegistryContract {

    private final HubRegistry registry = new ForwardingHubRegistry(new InMemoryHubRegistry());

    @Override
    public HubRegistry registry() {
        return registry;
    }
}
