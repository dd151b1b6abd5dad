package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.domain.presence.OrgId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Organisations that live as long as their test.
public final class InMemoryOrganisations implements Organisations {
    private final Map<OrgId, Kept> organisations = new HashMap<>();
    private final Outage outage;
    private int writes;

    public InMemoryOrganisations() {
        this(new Outage());
    }

    public InMemoryOrganisations(Outage outage) {
        this.outage = outage;
    }

    private record Kept(long seq, Instant at, Map<EntryKey, Entry> entries) {}

    @Override
    public synchronized Optional<Stored> load(OrgId org) {
        outage.check();
        return Optional.ofNullable(organisations.get(org))
                .map(kept ->
                        new Stored(kept.seq(), kept.at(), List.copyOf(kept.entries().values())));
    }

    @Override
    public synchronized void write(OrgId org, Batch batch) {
        outage.check();
        Kept before = organisations.get(org);
        Map<EntryKey, Entry> entries = before == null ? new HashMap<>() : before.entries();
        batch.removals().forEach(entries::remove);
        batch.puts().forEach(entry -> entries.put(entry.key(), entry));
        organisations.put(org, new Kept(batch.seq(), batch.at(), entries));
        writes++;
    }

    /// Replaces an organisation, as if nothing had been written since it was loaded.
    public synchronized void put(OrgId org, Stored stored) {
        Map<EntryKey, Entry> entries = new HashMap<>();
        stored.entries().forEach(entry -> entries.put(entry.key(), entry));
        organisations.put(org, new Kept(stored.seq(), stored.at(), entries));
    }

    /// How many batches were stored.
    public synchronized int writes() {
        return writes;
    }
}
