package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.port.out.message.Journal;

/// Treats every repeat as new (against promise D7).
public final class ForgetsKeys implements Saboteur {

    @Override
    public Journal replace(Journal journal) {
        return new KeylessJournal(journal);
    }
}
