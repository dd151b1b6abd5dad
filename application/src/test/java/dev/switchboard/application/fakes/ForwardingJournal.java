package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Forwards to another journal; subclasses override one or two methods.
public class ForwardingJournal implements Journal {

    private final Journal journal;

    public ForwardingJournal(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Appended append(Entry entry) {
        return journal.append(entry);
    }

    @Override
    public Optional<Appended> recall(IdempotencyKey key) {
        return journal.recall(key);
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        return journal.settle(settlement);
    }

    @Override
    public int parkPending(Target target, ParkReason reason, Instant now) {
        return journal.parkPending(target, reason, now);
    }

    @Override
    public Redriven redrive(MessageId message, Target target, Instant now) {
        return journal.redrive(message, target, now);
    }

    @Override
    public Discard discard(MessageId message, Target target, Instant now) {
        return journal.discard(message, target, now);
    }

    @Override
    public void rememberAnswer(String scope, String key, String answer) {
        journal.rememberAnswer(scope, key, answer);
    }
}
