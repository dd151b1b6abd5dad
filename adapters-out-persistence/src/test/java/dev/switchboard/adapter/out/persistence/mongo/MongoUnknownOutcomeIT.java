package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.wire.Faults;
import dev.switchboard.adapter.out.persistence.mongo.wire.Faults.Hold;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// D4: a write without a clear answer is not acknowledged, and its repeat finds out the outcome.
@Order(1)
@ParameterizedClass
@EnumSource(Pose.class)
class MongoUnknownOutcomeIT implements StoreContract {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String JOURNAL = Collections.JOURNAL;

    private final Pose pose;
    private final ProxiedMongo mongo;
    private final StartedStore store;

    MongoUnknownOutcomeIT(Pose pose) {
        this.pose = pose;
        this.mongo = ProxiedMongo.posingAs(pose);
        this.store = StartedStore.ready(mongo);
    }

    @AfterEach
    void stop() {
        mongo.faults().calm();
        store.stop();
        mongo.close();
    }

    @Override
    public StorePorts store() {
        return store.ports();
    }

    /// Ways to miss that a write took place.
    enum Lost {
        REPLY_CUT,
        REPLY_SWALLOWED,
        CONCERN_TIMED_OUT,
        SERVER_ENDING;

        void strike(Faults faults, String command) {
            switch (this) {
                // always: the driver of a replica set repeats once by itself
                case REPLY_CUT -> faults.loseReply(command).to(JOURNAL).always();
                case REPLY_SWALLOWED -> faults.swallowReply(command).to(JOURNAL).once();
                case CONCERN_TIMED_OUT -> faults.timeOutConcern(command).to(JOURNAL).always();
                case SERVER_ENDING -> faults.endBeforeConcern(command).to(JOURNAL).always();
            }
        }
    }

    /// Ways for a write not to take place.
    enum Prevented {
        CUT,
        SWALLOWED,
        EXPIRED,
        SECONDARY;

        void strike(Faults faults, String command) {
            switch (this) {
                case CUT -> faults.cut(command).to(JOURNAL).always();
                case SWALLOWED -> faults.swallow(command).to(JOURNAL).always();
                case EXPIRED -> faults.expire(command).to(JOURNAL).always();
                case SECONDARY -> faults.refuseAsSecondary(command).to(JOURNAL).always();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Lost.class)
    void findsAnAppendByItsKey(Lost lost) {
        Entry first = message().keyed(key("k", "f")).entry();
        Entry repeat = message().keyed(key("k", "f")).entry();

        inDoubt(() -> lost.strike(mongo.faults(), "insert"), () -> append(first));

        assertThat(insisting(() -> append(repeat)))
                .isEqualTo(new Appended.Repeated(first.id(), null));
        assertStoredOnce();
    }

    @ParameterizedTest
    @EnumSource(Lost.class)
    void findsAnAppendByItsId(Lost lost) {
        Entry entry = message().entry();

        inDoubt(() -> lost.strike(mongo.faults(), "insert"), () -> append(entry));

        assertThat(insisting(() -> append(entry)))
                .isInstanceOfSatisfying(
                        Appended.Stored.class,
                        stored -> assertThat(stored.message().seq()).isEqualTo(1));
        assertStoredOnce();
    }

    @ParameterizedTest
    @EnumSource(Prevented.class)
    void appendsWhatWasNotAppended(Prevented prevented) {
        Entry first = message().keyed(key("k", "f")).entry();
        Entry repeat = message().keyed(key("k", "f")).entry();

        inDoubt(() -> prevented.strike(mongo.faults(), "insert"), () -> append(first));

        assertThat(insisting(() -> append(repeat)))
                .isInstanceOfSatisfying(
                        Appended.Stored.class,
                        stored -> assertThat(stored.message().id()).isEqualTo(repeat.id()));
        assertStoredOnce();
    }

    @Test
    void appendsOnceThoughTheFirstTryIsExecutedAfterItsRepeat() throws InterruptedException {
        Entry first = message().keyed(key("k", "f")).entry();
        Entry repeat = message().keyed(key("k", "f")).entry();
        AtomicReference<Hold> held = new AtomicReference<>();
        inDoubt(() -> held.set(mongo.faults().hold("insert")), () -> append(first));
        assertThat(insisting(() -> append(repeat))).isInstanceOf(Appended.Stored.class);

        Objects.requireNonNull(held.get()).release();

        assertStoredOnce();
    }

    @Test
    void leavesNoGapWhenAnAppendIsExecutedLate() throws InterruptedException {
        AtomicReference<Hold> held = new AtomicReference<>();
        inDoubt(() -> held.set(mongo.faults().hold("insert")), () -> append(message().entry()));
        Objects.requireNonNull(held.get()).release();

        insisting(() -> append(message().entry()));

        assertThat(seqs()).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource(Lost.class)
    void hasTakenAStepThatIsRepeated(Lost lost) {
        Message message = stored(message());
        Pending owed = pendingOf(message, Seed.SLACK);
        Delivery next = owed.delivered(Seed.NOW);
        Attempt attempt = Attempt.step(Seed.NOW, Outcome.DELIVERED, "");
        Supplier<Settled> step =
                () -> unwrapped(() -> settled(message, owed.revision(), next, attempt));

        inDoubt(() -> lost.strike(mongo.faults(), "update"), step);

        assertThat(insisting(step)).isEqualTo(new Settled.Done());
        assertThat(deliveryOf(message, Seed.SLACK)).isEqualTo(next);
    }

    @ParameterizedTest
    @EnumSource(Prevented.class)
    void takesAStepThatWasNotTaken(Prevented prevented) {
        Message message = stored(message());
        Pending owed = pendingOf(message, Seed.SLACK);
        Delivery next = owed.delivered(Seed.NOW);
        Attempt attempt = Attempt.step(Seed.NOW, Outcome.DELIVERED, "");
        Supplier<Settled> step =
                () -> unwrapped(() -> settled(message, owed.revision(), next, attempt));

        inDoubt(() -> prevented.strike(mongo.faults(), "update"), step);
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(1L);

        assertThat(insisting(step)).isEqualTo(new Settled.Done());
        assertThat(outcomes(message)).containsOnlyOnce(Outcome.DELIVERED);
    }

    /// The driver repeats once by itself on a replica set, so that an election goes unnoticed.
    @Test
    void bearsOneFaultOfAReplicaSet() {
        mongo.faults().loseReply("insert").to(JOURNAL).at(1);
        mongo.faults().refuseAsSecondary("insert").to(JOURNAL).at(2);

        if (pose == Pose.REPLICA_SET) {
            append(message().entry());
            append(message().entry());
            assertThat(seqs()).containsExactly(1L, 2L);
        } else {
            assertThatThrownBy(() -> append(message().entry()))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    private Appended append(Entry entry) {
        return store().journal().append(entry);
    }

    /// Runs an action whose outcome stays unknown.
    private void inDoubt(Runnable fault, Supplier<?> work) {
        fault.run();
        assertThatThrownBy(work::get).isInstanceOf(StoreUnavailableException.class);
        assertThat(mongo.faults().struck()).isPositive();
        mongo.faults().calm();
    }

    /// Retries, as callers do, because a driver that lost its connections needs a moment.
    private static <T> T insisting(Supplier<T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                .untilAsserted(() -> result.set(work.get()));
        return Objects.requireNonNull(result.get());
    }

    private static <T> T unwrapped(Supplier<T> work) {
        try {
            return work.get();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreUnavailableException unavailable) {
                throw unavailable;
            }
            throw e;
        }
    }

    private void assertStoredOnce() {
        assertThat(seqs()).containsExactly(1L);
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(1L);
    }

    private List<Long> seqs() {
        return store().history().messages(CONVERSATION, 0, 10).stream()
                .map(recorded -> recorded.message().seq())
                .toList();
    }
}
