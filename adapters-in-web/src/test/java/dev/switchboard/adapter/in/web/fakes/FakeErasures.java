package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.people.ErasePeople;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.people.Erasure;
import dev.switchboard.domain.people.Erasure.Figures;
import dev.switchboard.domain.people.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Erases Ada when the test says so.
public final class FakeErasures implements ErasePeople {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final List<Erasure> erasures = new CopyOnWriteArrayList<>();

    public void reset() {
        erasures.clear();
    }

    public void finish() {
        erasures.replaceAll(it -> it.with(new Figures(1, 12, 3, 1)).done(NOW.plusSeconds(5)));
    }

    @Override
    public Asked erase(String name, String by) {
        if (!name.equals(FakePeople.ADA)) {
            return new Asked.Nobody();
        }
        Person ada =
                new Person(name, Set.of(ConversationId.of("netomi", "c")), Set.of(name), Set.of());
        Erasure begun = Erasure.begin("ers_" + erasures.size(), ada, by, NOW);
        erasures.add(begun);
        return new Asked.Begun(begun);
    }

    @Override
    public Optional<Erasure> find(String id) {
        return erasures.stream().filter(erasure -> erasure.id().equals(id)).findFirst();
    }

    @Override
    public List<Erasure> all() {
        return erasures.reversed();
    }
}
