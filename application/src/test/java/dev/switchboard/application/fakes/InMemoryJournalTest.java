package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.message.JournalContract;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.application.port.out.message.ReplayerContract;
import dev.switchboard.application.port.out.store.StorePorts;

class InMemoryJournalTest implements JournalContract, ReplayerContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public Replayer replayer() {
        return store.replayer();
    }
}
