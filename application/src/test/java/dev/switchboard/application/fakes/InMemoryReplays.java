package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.replay.Replays;
import dev.switchboard.domain.replay.Replay;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Replays that live as long as their test.
public final class InMemoryReplays implements Replays {

    private final Outage outage;
    private final Map<String, Replay> all = new TreeMap<>();

    public InMemoryReplays() {
        this(new Outage());
    }

    public InMemoryReplays(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized boolean insert(Replay replay) {
        outage.check();
        return all.putIfAbsent(replay.id(), replay) == null;
    }

    @Override
    public synchronized void save(Replay replay) {
        outage.check();
        all.put(replay.id(), replay);
    }

    @Override
    public synchronized Optional<Replay> find(String id) {
        outage.check();
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized List<Replay> open() {
        outage.check();
        return all.values().stream().filter(Replay::isOpen).toList();
    }

    @Override
    public synchronized void forgetThrough(Instant last) {
        outage.check();
        all.values().removeIf(replay -> !replay.isOpen() && !replay.at().isAfter(last));
    }
}
