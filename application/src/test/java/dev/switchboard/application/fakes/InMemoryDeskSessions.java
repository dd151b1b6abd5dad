package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.EndedDeskSessions;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Hold;
import dev.switchboard.domain.desk.DeskSession.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sessions that live as long as their test, shared by the hubs of that test.
public class InMemoryDeskSessions implements DeskSessions, EndedDeskSessions {
    private final Map<DeskRef, DeskSession> sessions = new HashMap<>();
    private final Outage outage;

    public InMemoryDeskSessions() {
        this(new Outage());
    }

    public InMemoryDeskSessions(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized boolean insert(DeskSession first) {
        outage.check();
        return sessions.putIfAbsent(first.chat(), first) == null;
    }

    @Override
    public synchronized Optional<DeskSession> find(DeskRef chat) {
        outage.check();
        return Optional.ofNullable(sessions.get(chat));
    }

    @Override
    public synchronized boolean save(DeskSession next) {
        outage.check();
        DeskSession stored = sessions.get(next.chat());
        if (next.equals(stored)) {
            return true;
        }
        if (stored == null
                || stored.state() == State.OVER
                || stored.hold().fence() != next.hold().fence()) {
            return false;
        }
        sessions.put(next.chat(), next);
        return true;
    }

    @Override
    public synchronized Optional<DeskSession> take(DeskRef chat, Hold taker) {
        outage.check();
        DeskSession stored = sessions.get(chat);
        if (stored == null || stored.state() == State.OVER) {
            return Optional.empty();
        }
        if (stored.hold().equals(taker)) {
            return Optional.of(stored);
        }
        if (stored.hold().fence() >= taker.fence()) {
            return Optional.empty();
        }
        DeskSession taken = stored.takenBy(taker);
        sessions.put(chat, taken);
        return Optional.of(taken);
    }

    @Override
    public synchronized List<DeskSession> live(String desk, @Nullable DeskRef after, int limit) {
        outage.check();
        return sessions.values().stream()
                .filter(session -> session.desk().equals(desk) && session.state() != State.OVER)
                .filter(session ->
                        after == null || session.chat().value().compareTo(after.value()) > 0)
                .sorted(Comparator.comparing(session -> session.chat().value()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean forget(DeskRef chat) {
        outage.check();
        DeskSession there = sessions.get(chat);
        if (there != null && there.state() != State.OVER) {
            return false;
        }
        sessions.remove(chat);
        return true;
    }

    @Override
    public synchronized int purge(Instant before) {
        outage.check();
        int size = sessions.size();
        sessions.values()
                .removeIf(session ->
                        session.state() == State.OVER && session.changedAt().isBefore(before));
        return size - sessions.size();
    }
}
