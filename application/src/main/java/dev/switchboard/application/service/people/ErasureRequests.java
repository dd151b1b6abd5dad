package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.people.ErasePeople;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.people.Erasure;
import dev.switchboard.domain.people.Person;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts requests to erase people. Each is stored with the names that it concerns before anything
/// is erased.
final class ErasureRequests implements ErasePeople {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureRequests.class);

    private final PersonSearch search;
    private final Erasures erasures;
    private final Ids ids;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();

    ErasureRequests(PersonSearch search, Erasures erasures, Ids ids, Clock clock) {
        this.search = search;
        this.erasures = erasures;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Asked erase(String name, String by) {
        Person person = search.find(name).orElse(null);
        if (person == null || person.conversations().isEmpty()) {
            return new Asked.Nobody();
        }
        asking.lock();
        try {
            return new Asked.Begun(underWay(person).orElseGet(() -> begin(person, by)));
        } finally {
            asking.unlock();
        }
    }

    private Optional<Erasure> underWay(Person person) {
        return erasures.all().stream()
                .filter(erasure -> person.equals(erasure.person()))
                .findFirst();
    }

    private Erasure begin(Person person, String by) {
        Erasure begun = Erasure.begin("ers_" + ids.objectId(), person, by, clock.instant());
        erasures.save(begun);
        LOG.info(
                "Erasure {} begins, of {} conversations",
                begun.id(),
                person.conversations().size());
        return begun;
    }

    @Override
    public Optional<Erasure> find(String id) {
        return erasures.find(id);
    }

    @Override
    public List<Erasure> all() {
        return erasures.all().stream()
                .sorted(Comparator.comparing(Erasure::askedAt).reversed())
                .toList();
    }
}
