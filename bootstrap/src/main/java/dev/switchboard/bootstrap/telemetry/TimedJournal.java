package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Measures how long the store takes to make an append or a settle durable.
final class TimedJournal implements Journal {

    private final Journal journal;
    private final Timer appends;
    private final Timer settles;

    TimedJournal(Journal journal, MeterRegistry registry) {
        this.journal = journal;
        this.appends = registry.timer("switchboard.store", "operation", "append");
        this.settles = registry.timer("switchboard.store", "operation", "settle");
    }

    @Override
    public Appended append(Entry entry) {
        Timer.Sample sample = Timer.start();
        try {
            return journal.append(entry);
        } finally {
            sample.stop(appends);
        }
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        Timer.Sample sample = Timer.start();
        return journal.settle(settlement).whenComplete((_, _) -> sample.stop(settles));
    }

    @Override
    public CompletionStage<Settled> settleUnhurried(Settlement settlement) {
        Timer.Sample sample = Timer.start();
        return journal.settleUnhurried(settlement).whenComplete((_, _) -> sample.stop(settles));
    }

    @Override
    public Optional<Appended> recall(IdempotencyKey key) {
        return journal.recall(key);
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
