package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.handoff.AgentAvailabilityContract;

class InMemoryAgentAvailabilityTest implements AgentAvailabilityContract {

    private final InMemoryAgentAvailability availability = new InMemoryAgentAvailability();

    @Override
    public AgentAvailability availability() {
        return availability;
    }
}
