package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.fakes.ForwardingJournal;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.message.Message;

/// Acknowledges writes without a clear answer of the store (against promise D4).
public final class TakesDoubtForSuccess implements Saboteur {

    @Override
    public Journal replace(Journal journal) {
        return new HopefulJournal(journal);
    }

    private static final class HopefulJournal extends ForwardingJournal {

        HopefulJournal(Journal journal) {
            super(journal);
        }

        @Override
        public Appended append(Entry entry) {
            try {
                return super.append(entry);
            } catch (StoreUnavailableException _) {
                return new Appended.Stored(
                        new Message(
                                entry.id(),
                                entry.conversation(),
                                1,
                                entry.author(),
                                entry.content(),
                                entry.replyTo(),
                                entry.answers(),
                                entry.at()));
            }
        }
    }
}
