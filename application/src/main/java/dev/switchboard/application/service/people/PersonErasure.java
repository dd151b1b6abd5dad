package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.people.EraseConversations;
import dev.switchboard.application.port.in.people.EraseConversations.Found;
import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.people.Erasure;
import dev.switchboard.domain.people.Erasure.Figures;
import dev.switchboard.domain.people.Person;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Erases people one after the other. Every step may be repeated: after any interruption it starts
/// again and finds less to do. An erasure is done when a pass over everything finds nothing left.
final class PersonErasure {

    private static final Logger LOG = LoggerFactory.getLogger(PersonErasure.class);

    /// Passes in one run. The first finds what must go, the second that it is gone.
    private static final int LOOKS = 3;

    private final Erasures erasures;
    private final EraseConversations conversations;
    private final SessionErasure sessions;
    private final Eraser eraser;
    private final KeepAudit audit;
    private final Clock clock;
    private final ReentrantLock erasing = new ReentrantLock();
    private final AtomicInteger running = new AtomicInteger();
    private final LongAdder done = new LongAdder();

    /// @param conversations whichever hub owns them
    PersonErasure(
            Erasures erasures,
            EraseConversations conversations,
            SessionErasure sessions,
            Eraser eraser,
            KeepAudit audit,
            Clock clock) {
        this.erasures = erasures;
        this.conversations = conversations;
        this.sessions = sessions;
        this.eraser = eraser;
        this.audit = audit;
        this.clock = clock;
    }

    /// Continues all running erasures.
    void goOn() {
        if (!erasing.tryLock()) {
            return;
        }
        try {
            List<Erasure> all = erasures.all().stream().filter(Erasure::runs).toList();
            running.set(all.size());
            all.forEach(this::goOn);
        } finally {
            erasing.unlock();
        }
    }

    /// A failure leaves the other erasures alone.
    private void goOn(Erasure erasure) {
        Person person = erasure.person();
        if (person == null) {
            return;
        }
        try {
            Found found = new Found(0, 0, 0, 1);
            Erasure now = erasure;
            for (int look = 0; look < LOOKS && found.left() > 0; look++) {
                found = look(person);
                now = counted(now, person, found);
                erasures.save(now);
            }
            if (found.left() == 0) {
                finish(now);
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("Erasure {} waits for the store: {}", erasure.id(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Erasure {} failed and will be tried again", erasure.id(), e);
        }
    }

    private Found look(Person person) {
        person.conversations().forEach(conversations::end);
        Found all =
                person.conversations().stream()
                        .map(conversations::erase)
                        .reduce(Found.NOTHING, Found::plus);
        sessions.forgetSessions(person);
        return all;
    }

    private static Erasure counted(Erasure erasure, Person person, Found found) {
        return erasure.with(
                new Figures(
                        person.conversations().size(),
                        found.messages(),
                        found.deliveries(),
                        erasure.figures().files() + found.files()));
    }

    /// The certificate in the audit comes first: a crash after it writes it twice, but never leaves
    /// it out. The names leave the store's files with the last scrub.
    private void finish(Erasure erasure) {
        eraser.scrub();
        Figures figures = erasure.figures();
        audit.record(
                Act.of(
                        Act.HUB,
                        "person.erased",
                        erasure.pseudonym(),
                        "%s: %d messages, %d deliveries, %d files in %d conversations; backups"
                                        .formatted(
                                                erasure.id(),
                                                figures.messages(),
                                                figures.deliveries(),
                                                figures.files(),
                                                figures.conversations())
                                + " made before hold them until they are removed"));
        erasures.save(erasure.done(clock.instant()));
        eraser.scrub();
        running.decrementAndGet();
        done.increment();
        LOG.info(
                "Erasure {} is done: {} messages, {} deliveries, {} files",
                erasure.id(),
                figures.messages(),
                figures.deliveries(),
                figures.files());
    }

    /// Returns the number of running erasures, as of the last run.
    int count() {
        return running.get();
    }

    /// Returns the number of erasures that this hub has finished since its start.
    long finished() {
        return done.sum();
    }
}
