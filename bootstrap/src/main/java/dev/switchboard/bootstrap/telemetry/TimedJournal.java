package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Measures how long the store takes to make an append or a settlement durable, and counts
/// failures.
final class TimedJournal implements Journal {

    private final Journal journal;
    private final Timer appends;
    private final Timer settles;
    private final Counter failedAppends;
    private final Counter failedSettles;

    TimedJournal(Journal journal, MeterRegistry registry) {
        this.journal = journal;
        this.appends = timer(registry, "append");
        this.settles = timer(registry, "settle");
        this.failedAppends = failures(registry, "append");
        this.failedSettles = failures(registry, "settle");
    }

    /// Timers of one name need the same buckets; otherwise scrapes fail.
    static Timer timer(MeterRegistry registry, String operation) {
        return Timer.builder("switchboard.store")
                .description(
                        "Time that the store took to make a write durable, or to read an"
                                + " organisation")
                .tag("operation", operation)
                .serviceLevelObjectives(Buckets.OF_A_WRITE)
                .register(registry);
    }

    private static Counter failures(MeterRegistry registry, String operation) {
        return Counter.builder("switchboard.store.failures")
                .description("Writes that the store did not confirm")
                .tag("operation", operation)
                .register(registry);
    }

    @Override
    public Appended append(Entry entry) {
        Timer.Sample sample = Timer.start();
        try {
            return journal.append(entry);
        } catch (StoreUnavailableException e) {
            failedAppends.increment();
            throw e;
        } finally {
            sample.stop(appends);
        }
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        Timer.Sample sample = Timer.start();
        return journal.settle(settlement)
                .whenComplete((_, failure) -> {
                    sample.stop(settles);
                    if (failure != null) {
                        failedSettles.increment();
                    }
                });
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
