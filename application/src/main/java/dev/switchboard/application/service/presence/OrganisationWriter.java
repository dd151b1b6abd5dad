package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.WatchPresence.Change;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.presence.OpenOrganisations.Running;
import dev.switchboard.application.service.presence.OpenOrganisations.Staff;
import dev.switchboard.domain.presence.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One organisation and its only writer.
///
/// Changes wait in a queue. A worker, which has a thread only while there are any, makes all that
/// wait in turn, stores them together in one durable write, shows them and answers their callers.
/// So the order of changes needs no thought, and ten thousand of them a second cost a few writes.
///
/// What is shown is durable at any moment. After a write that failed nobody knows what the store
/// has: the organisation is read again before it is changed or shown.
final class OrganisationWriter {

    private static final Logger LOG = LoggerFactory.getLogger(OrganisationWriter.class);

    private static final int MOST_WAITING = 20_000;
    private static final int LARGEST_BATCH = 1_000;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final OrgId org;
    private final Running running;
    private final List<Staff> staff;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    private final Deque<Turn<?>> waiting = new ArrayDeque<>();
    private boolean working;

    /// Held while what is shown changes, while followers hear of it, and while somebody looks.
    private final ReentrantLock shown = new ReentrantLock();

    private volatile @Nullable OrganisationSnapshot snapshot;

    /// Whether the store may have something else than the image.
    private volatile boolean doubtful = true;

    /// Whether it was read, and nothing has been made of it yet. Only the worker asks.
    private boolean unsettled;

    /// When the timer wakes it, or last did. Only the worker asks.
    private Instant wakesAt = Instant.MIN;

    OrganisationWriter(OrgId org, Running running, List<Staff> staff) {
        this.org = org;
        this.running = running;
        this.staff = staff;
    }

    /// Who hears of changes; the same listener may do so twice.
    private static final class Follower {

        private final Consumer<? super Change> listener;

        private Follower(Consumer<? super Change> listener) {
            this.listener = listener;
        }
    }

    /// One change and who waits for it.
    ///
    /// @param alone whether it has to see all earlier changes in the image, not only by their names
    private record Turn<T>(
            Function<Changeset, T> work, boolean alone, CompletableFuture<T> outcome) {

        /// @return what to do when the draft is durable
        Runnable run(Changeset draft) {
            T result = work.apply(draft);
            return () -> outcome.complete(result);
        }
    }

    /// To the millisecond, as stores keep it.
    Instant now() {
        return running.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// See [dev.switchboard.application.port.in.presence.WatchPresence#follow].
    Runnable follow(Consumer<? super Change> listener) {
        Follower follower = new Follower(listener);
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    /// Looks at what is durable, between two changes. Short.
    <T> T look(Function<OrganisationSnapshot, T> reading) {
        if (doubtful) {
            change(_ -> true);
        }
        shown.lock();
        try {
            return reading.apply(read());
        } finally {
            shown.unlock();
        }
    }

    private OrganisationSnapshot read() {
        OrganisationSnapshot known = snapshot;
        if (known == null) {
            throw new IllegalStateException("looked at before it was read");
        }
        return known;
    }

    /// Makes a change in its turn and returns when it is durable. It may run more than once, and
    /// nothing but its last run counts.
    <T> T change(Function<Changeset, T> work) {
        return await(submit(new Turn<>(work, false, new CompletableFuture<>())));
    }

    /// The same for a change that looks at more than it can name.
    <T> T changeAlone(Function<Changeset, T> work) {
        return await(submit(new Turn<>(work, true, new CompletableFuture<>())));
    }

    /// As [#change], in its turn, but nobody waits for it.
    CompletableFuture<Void> changeSoon(Consumer<Changeset> work) {
        return submit(
                        new Turn<>(
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

    private <T> CompletableFuture<T> submit(Turn<T> turn) {
        boolean idle;
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING) {
                throw new StoreUnavailableException("Too many changes of an organisation wait");
            }
            waiting.add(turn);
            idle = !working;
            working = true;
        }
        if (idle) {
            startWork();
        }
        return turn.outcome();
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
        List<Turn<?>> turns = next();
        try {
            while (!turns.isEmpty()) {
                make(turns);
                turns = next();
            }
        } finally {
            if (!turns.isEmpty()) {
                // an error of the machine; whoever comes next finds a worker all the same
                fail(turns, new IllegalStateException("The worker of an organisation died"));
                startWork();
            }
        }
    }

    /// What is made together; empty if there is nothing to do any more.
    private List<Turn<?>> next() {
        List<Turn<?>> turns = new ArrayList<>();
        synchronized (waiting) {
            Turn<?> turn = waiting.peek();
            while (turn != null
                    && turns.size() < LARGEST_BATCH
                    && (turns.isEmpty() || !(turn.alone() || turns.getLast().alone()))) {
                turns.add(waiting.remove());
                turn = waiting.peek();
            }
            working = !turns.isEmpty();
        }
        return turns;
    }

    private void make(List<Turn<?>> turns) {
        try {
            makeDurable(turns);
            wakeInTime(read().callEnds().next());
        } catch (RuntimeException e) {
            fail(turns, e);
        }
    }

    private void makeDurable(List<Turn<?>> turns) {
        OrganisationSnapshot current = settled();
        List<Runnable> answers = new ArrayList<>();
        Changeset draft = draft(current, turns, answers);
        Optional<Batch> batch = draft.batch();
        if (batch.isPresent()) {
            running.store().write(org, batch.get());
            show(() -> current.apply(batch.get()), draft.changes(), batch.get());
        }
        unsettled = false;
        answers.forEach(Runnable::run);
    }

    /// All turns made. One that fails answers its caller at once, and the others are made again
    /// without it: half of a change must not be stored with them.
    private Changeset draft(
            OrganisationSnapshot current, List<Turn<?>> turns, List<Runnable> answers) {
        List<Turn<?>> left = new ArrayList<>(turns);
        while (true) {
            Changeset draft = new Changeset(org, current, now(), running.removalRetention());
            draft.expireCalls(LARGEST_BATCH);
            if (unsettled) {
                staff.forEach(one -> one.settle(draft));
            }
            Turn<?> failed = null;
            for (Turn<?> turn : left) {
                try {
                    answers.add(turn.run(draft));
                } catch (RuntimeException e) {
                    turn.outcome().completeExceptionally(e);
                    failed = turn;
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

    /// The organisation as the store has it.
    private OrganisationSnapshot settled() {
        OrganisationSnapshot before = snapshot;
        if (before != null && !doubtful) {
            return before;
        }
        OrganisationSnapshot read = OrganisationSnapshot.of(org, running.store().load(org));
        List<Change> missed = before == null ? List.of() : new MissedChanges(before, read).list();
        unsettled = true;
        show(() -> snapshot = read, missed, null);
        doubtful = false;
        return read;
    }

    /// @param what was changed; null if it may be anything
    private void show(Runnable change, List<Change> changes, @Nullable Batch what) {
        shown.lock();
        try {
            change.run();
            changes.forEach(this::tell);
            OrganisationSnapshot now = read();
            staff.forEach(one -> one.shown(now, what));
        } finally {
            shown.unlock();
        }
    }

    private void tell(Change change) {
        for (Follower follower : followers) {
            try {
                follower.listener.accept(change);
            } catch (RuntimeException e) {
                LOG.error("A follower of organisation {} failed", org, e);
            }
        }
    }

    /// Whoever waits meanwhile is told as well: else each would wait for a store that is away as
    /// long as the one before.
    private void fail(List<Turn<?>> turns, RuntimeException e) {
        List<Turn<?>> failed = new ArrayList<>(turns);
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
        failed.forEach(turn -> turn.outcome().completeExceptionally(e));
        wakeInTime(now().plus(AFTER_TROUBLE));
    }

    /// One wake for the whole organisation: for the next call of anybody that is to end unless it
    /// is reported again, or to look whether the store is back.
    private void wakeInTime(@Nullable Instant next) {
        if (next != null && (next.isBefore(wakesAt) || !wakesAt.isAfter(now()))) {
            wakesAt = next;
            running.timer().at(next, this::wake);
        }
    }

    /// Whatever is due is done before the turn, so that the turn itself has nothing to do.
    private void wake() {
        try {
            boolean _ = submit(new Turn<>(_ -> true, false, new CompletableFuture<>())).isDone();
        } catch (StoreUnavailableException _) {
            // so many changes wait that there is no need to wake it
        }
    }
}
