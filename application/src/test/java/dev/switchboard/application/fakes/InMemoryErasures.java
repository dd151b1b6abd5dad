package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.domain.people.Erasure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Erasures that live as long as their test.
public final class InMemoryErasures implements Erasures {
    private final Map<String, Erasure> all = new LinkedHashMap<>();
    private final Outage outage;

    public InMemoryErasures() {
        this(new Outage());
    }

    public InMemoryErasures(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized void save(Erasure erasure) {
        outage.check();
        all.put(erasure.id(), erasure);
    }

    @Override
    public synchronized Optional<Erasure> find(String id) {
        outage.check();
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized List<Erasure> all() {
        outage.check();
        return List.copyOf(all.values());
    }
}
