package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.out.message.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletionStage;

/// Measures how long the store takes to make an append or a settle durable.
final class TimedJournal extends ForwardingJournal {

    private final Timer appends;
    private final Timer settles;

    TimedJournal(Journal journal, MeterRegistry registry) {
        super(journal);
        this.appends = registry.timer("switchboard.store", "operation", "append");
        this.settles = registry.timer("switchboard.store", "operation", "settle");
    }

    @Override
    public Appended append(Entry entry) {
        Timer.Sample sample = Timer.start();
        try {
            return super.append(entry);
        } finally {
            sample.stop(appends);
        }
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        Timer.Sample sample = Timer.start();
        return super.settle(settlement).whenComplete((_, _) -> sample.stop(settles));
    }
}
