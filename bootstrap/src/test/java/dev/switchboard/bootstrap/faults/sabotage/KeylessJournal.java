package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.fakes.ForwardingJournal;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.domain.message.IdempotencyKey;
import java.util.Optional;

/// Stores entries without their keys.
final class KeylessJournal extends ForwardingJournal {

    KeylessJournal(Journal journal) {
        super(journal);
    }

    @Override
    public Appended append(Entry entry) {
        return super.append(
                new Entry(
                        entry.id(),
                        entry.conversation(),
                        entry.author(),
                        entry.content(),
                        entry.replyTo(),
                        entry.answers(),
                        null,
                        entry.deliveries(),
                        entry.at()));
    }

    @Override
    public Optional<Appended> recall(IdempotencyKey key) {
        return Optional.empty();
    }
}
