package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.message.JournalContract;
import dev.switchboard.application.port.out.store.StorePorts;

class ForwardingJournalTest implements JournalContract {

    private final StorePorts plain = new InMemoryStore().ports();
    private final StorePorts forwarded = plain.with(new ForwardingJournal(plain.journal()));

    @Override
    public StorePorts store() {
        return forwarded;
    }
}
