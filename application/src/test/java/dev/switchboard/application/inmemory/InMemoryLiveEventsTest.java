package dev.switchboard.application.inmemory;

import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEventsContract;

class InMemoryLiveEventsTest implements LiveEventsContract {

    private final InMemoryLiveEvents events = new InMemoryLiveEvents();

    @Override
    public LiveEvents events() {
        return events;
    }
}
