package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.OrganisationUpdates.Position;
import dev.switchboard.application.port.out.presence.OrganisationUpdates.Update;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.presence.OpenOrganisations.OrganisationListener;
import dev.switchboard.application.service.presence.OpenOrganisations.Running;
import dev.switchboard.application.service.time.Alarm;
import dev.switchboard.domain.presence.OrgId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only writer of one organisation.
///
/// Changes wait in a queue. A worker, which has a thread only while there are changes, makes all
/// waiting ones in turn, stores them in one durable write, shows them and answers their callers.
/// The order of changes is therefore simple, and ten thousand of them a second cost a few writes.
///
/// Everything shown is durable. After a failed write the state of the store is unknown: the
/// organisation is read again before it is changed or shown.
final class OrganisationWriter {

    private static final Logger LOG = LoggerFactory.getLogger(OrganisationWriter.class);

    private static final int MOST_WAITING = 20_000;
    private static final int LARGEST_BATCH = 1_000;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final OrgId org;
    private final Running running;
    private final List<OrganisationListener> listeners;
    private final OrganisationImage image;

    private final Deque<QueuedChange<?>> waiting = new ArrayDeque<>();
    private boolean working;

    /// The readings of the store so far. Used only by the worker.
    private long readings;

    /// Whether the store may differ from the image.
    private volatile boolean doubtful = true;

    /// Whether the organisation was read and not settled yet. Used only by the worker.
    private boolean unsettled;

    /// The alarm for the next call that ends unless it is reported again, or for the next check
    /// whether the store is back. Used only by the worker.
    private final Alarm alarm;

    OrganisationWriter(
            OrgId org,
            Running running,
            List<OrganisationListener> listeners,
            OrganisationImage image) {
        this.org = org;
        this.running = running;
        this.listeners = listeners;
        this.image = image;
        this.alarm = new Alarm(running.timer(), this::wake);
    }

    /// One change and its waiting caller.
    ///
    /// @param alone whether it must see all earlier changes in the snapshot, not only by their keys
    private record QueuedChange<T>(
            Function<Changeset, T> work, boolean alone, CompletableFuture<T> outcome) {

        /// @return what to do when the draft is durable
        Runnable run(Changeset draft) {
            T result = work.apply(draft);
            return () -> outcome.complete(result);
        }
    }

    /// Returns when the image is what the store has.
    void settle() {
        if (doubtful) {
            change(_ -> true);
        }
    }

    /// Makes a change in its turn and returns when it is durable. `work` may run more than once;
    /// only its last run counts.
    <T> T change(Function<Changeset, T> work) {
        return await(submit(new QueuedChange<>(work, false, new CompletableFuture<>())));
    }

    /// Like [#change], for a change that reads more than single entries.
    <T> T changeAlone(Function<Changeset, T> work) {
        return await(submit(new QueuedChange<>(work, true, new CompletableFuture<>())));
    }

    /// Like [#change], but without waiting.
    CompletableFuture<Void> changeSoon(Consumer<Changeset> work) {
        return submit(
                        new QueuedChange<>(
                                draft -> {
                                    work.accept(draft);
                                    return true;
                                },
                                false,
                                new CompletableFuture<>()))
                .thenAccept(_ -> {});
    }

    private static <T> T await(CompletableFuture<T> outcome) {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for a change", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("A change ended unexpectedly", e);
        }
    }

    /// The store may differ from now on: the organisation is read again before it is changed or
    /// shown.
    void doubt() {
        doubtful = true;
    }

    /// Whether changes are under way.
    boolean works() {
        synchronized (waiting) {
            return working;
        }
    }

    private void requireOurs() {
        if (!running.ownership().held().contains(org)) {
            throw new StoreUnavailableException("Another hub owns the organisation");
        }
    }

    private <T> CompletableFuture<T> submit(QueuedChange<T> change) {
        requireOurs();
        boolean idle;
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING) {
                throw new StoreUnavailableException("Too many changes of an organisation wait");
            }
            waiting.add(change);
            idle = !working;
            working = true;
        }
        if (idle) {
            startWork();
        }
        return change.outcome();
    }

    private void startWork() {
        try {
            running.workers().execute(this::work);
        } catch (RejectedExecutionException e) {
            synchronized (waiting) {
                working = false;
            }
            fail(List.of(), new StoreUnavailableException("The hub is stopping", e));
        }
    }

    private void work() {
        List<QueuedChange<?>> changes = next();
        try {
            while (!changes.isEmpty()) {
                make(changes);
                changes = next();
            }
        } finally {
            if (!changes.isEmpty()) {
                // an error of the machine; the next change still finds a worker
                fail(changes, new IllegalStateException("The worker of an organisation died"));
                startWork();
            }
        }
    }

    /// Returns the changes to make together; empty if there are none.
    private List<QueuedChange<?>> next() {
        List<QueuedChange<?>> changes = new ArrayList<>();
        synchronized (waiting) {
            QueuedChange<?> change = waiting.peek();
            while (change != null
                    && changes.size() < LARGEST_BATCH
                    && (changes.isEmpty() || !(change.alone() || changes.getLast().alone()))) {
                changes.add(waiting.remove());
                change = waiting.peek();
            }
            working = !changes.isEmpty();
        }
        return changes;
    }

    private void make(List<QueuedChange<?>> changes) {
        try {
            List<Runnable> answers = makeDurable(changes);
            // whoever reads its answer can count on the alarm
            image.look(snapshot -> Optional.ofNullable(snapshot.callEnds().next()))
                    .ifPresent(alarm::ringAt);
            answers.forEach(Runnable::run);
        } catch (RuntimeException e) {
            fail(changes, e);
        }
    }

    /// @return answers the callers
    private List<Runnable> makeDurable(List<QueuedChange<?>> changes) {
        OrganisationSnapshot current = settled();
        Position position = position();
        List<Runnable> answers = new ArrayList<>();
        Changeset draft = draft(current, changes, answers);
        Optional<Batch> batch = draft.batch();
        if (batch.isPresent()) {
            requireOurs(); // it may have been lost since the change was submitted
            running.store().write(org, batch.get());
            show(new Update(position.next(), batch.get(), draft.changes()));
        }
        unsettled = false;
        return answers;
    }

    /// Makes all changes. One that fails answers its caller at once, and the others are made again
    /// without it, because half of a change must not be stored with them.
    private Changeset draft(
            OrganisationSnapshot current, List<QueuedChange<?>> changes, List<Runnable> answers) {
        List<QueuedChange<?>> left = new ArrayList<>(changes);
        while (true) {
            Changeset draft =
                    new Changeset(org, current, running.now(), running.removalRetention());
            draft.expireCalls(LARGEST_BATCH);
            if (unsettled) {
                listeners.forEach(one -> one.settle(draft));
            }
            QueuedChange<?> failed = null;
            for (QueuedChange<?> change : left) {
                try {
                    answers.add(change.run(draft));
                } catch (RuntimeException e) {
                    change.outcome().completeExceptionally(e);
                    failed = change;
                    break;
                }
            }
            if (failed == null) {
                return draft;
            }
            answers.clear();
            left.remove(failed);
        }
    }

    /// Returns the stored state of the organisation.
    private OrganisationSnapshot settled() {
        OrganisationSnapshot before = image.snapshot();
        if (before != null && !doubtful) {
            return before;
        }
        OrganisationSnapshot read = OrganisationSnapshot.of(org, running.store().load(org));
        Position to = new Position(running.ownership().term(org).epoch(), ++readings, 0);
        unsettled = true;
        boolean shown;
        do {
            // the answer of a former owner may come in between
            shown = image.replace(image.position(), read, to);
        } while (!shown);
        doubtful = false;
        running.events().changed(org);
        return read;
    }

    private Position position() {
        Position known = image.position();
        if (known == null) {
            throw new IllegalStateException("changed before it was read");
        }
        return known;
    }

    private void show(Update update) {
        if (!image.apply(update)) {
            doubtful = true; // another hub owns it by now
        }
        running.events().changed(org);
    }

    /// Fails the waiting changes too. Otherwise each would wait for an unavailable store as long as
    /// the one before it.
    private void fail(List<QueuedChange<?>> changes, RuntimeException e) {
        List<QueuedChange<?>> failed = new ArrayList<>(changes);
        synchronized (waiting) {
            failed.addAll(waiting);
            waiting.clear();
        }
        if (!(e instanceof StoreUnavailableException)) {
            LOG.error("{} changes of organisation {} failed", failed.size(), org, e);
        } else if (!doubtful) {
            LOG.warn("Changes of organisation {} are refused: {}", org, e.getMessage());
        }
        doubtful = true;
        failed.forEach(change -> change.outcome().completeExceptionally(e));
        alarm.ringAt(running.now().plus(AFTER_TROUBLE));
    }

    /// Due work is done before each change, so this one itself does nothing.
    private void wake() {
        try {
            boolean _ =
                    submit(new QueuedChange<>(_ -> true, false, new CompletableFuture<>()))
                            .isDone();
        } catch (StoreUnavailableException _) {
            // so many changes wait that there is no need to wake it
        }
    }
}
