package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.handoff.HandoffsContract;

class InMemoryHandoffsTest implements HandoffsContract {
    private final InMemoryHandoffs handoffs = new InMemoryHandoffs();

    @Override
    public Handoffs handoffs() {
        return handoffs;
    }
}
