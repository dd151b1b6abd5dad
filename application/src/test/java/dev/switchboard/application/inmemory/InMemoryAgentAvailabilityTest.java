package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.handoff.DeskAvailability;
import dev.switchboard.application.port.out.handoff.DeskAvailabilityContract;

class InMemoryAgentAvailabilityTest implements DeskAvailabilityContract {

    private final InMemoryAgentAvailability availability = new InMemoryAgentAvailability();

    @Override
    public DeskAvailability availability() {
        return availability;
    }
}
