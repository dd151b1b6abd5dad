package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.port.out.message.Journal;

/// Acknowledges before it journals (against promise D1).
public final class AcknowledgesFirst implements Saboteur {

    @Override
    public Journal replace(Journal journal) {
        return new LateJournal(journal);
    }
}
