package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.domain.presence.OrgId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;

/// Measures how long the store takes to write a batch of an organisation's changes or to read an
/// organisation, and counts written entries: the busier it is, the more entries a write has.
final class TimedOrganisations implements Organisations {

    private final Organisations store;
    private final Timer reads;
    private final Timer writes;
    private final Counter entries;

    TimedOrganisations(Organisations store, MeterRegistry registry) {
        this.store = store;
        this.reads = TimedJournal.timer(registry, "presence_read");
        this.writes = TimedJournal.timer(registry, "presence_write");
        this.entries =
                Counter.builder("switchboard.presence.entries")
                        .description("Entries of organisations that were put or removed")
                        .register(registry);
    }

    @Override
    public Optional<Stored> load(OrgId org) {
        Timer.Sample sample = Timer.start();
        try {
            return store.load(org);
        } finally {
            sample.stop(reads);
        }
    }

    @Override
    public void write(OrgId org, Batch batch) {
        Timer.Sample sample = Timer.start();
        try {
            store.write(org, batch);
            entries.increment(batch.puts().size() + (double) batch.removals().size());
        } finally {
            sample.stop(writes);
        }
    }
}
