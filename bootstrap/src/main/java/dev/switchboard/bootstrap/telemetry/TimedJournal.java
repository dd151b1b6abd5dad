package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletionStage;

/// Measures how long the store takes to make an append or a settlement durable, and counts
/// failures.
final class TimedJournal extends ForwardingJournal {

    private final Timer appends;
    private final Timer settles;
    private final Counter failedAppends;
    private final Counter failedSettles;

    TimedJournal(Journal journal, MeterRegistry registry) {
        super(journal);
        this.appends = timer(registry, "append");
        this.settles = timer(registry, "settle");
        this.failedAppends = failures(registry, "append");
        this.failedSettles = failures(registry, "settle");
    }

    /// Timers of one name need the same buckets; otherwise scrapes fail.
    static Timer timer(MeterRegistry registry, String operation) {
        return Timer.builder("switchboard.store")
                .description(
                        "Time that the store took to make a write durable, or to read an organisation")
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
            return super.append(entry);
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
        return super.settle(settlement)
                .whenComplete((_, failure) -> {
                    sample.stop(settles);
                    if (failure != null) {
                        failedSettles.increment();
                    }
                });
    }
}
