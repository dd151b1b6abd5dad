package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.network.Valve;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StoreHealth.Condition;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.NotReady;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// D5, T01, T02: always on its own server, because it would disturb other tests.
class MongoOutageIT {

    // 2 s and a margin for a busy machine; the driver's own default is 30
    private static final Duration IN_TIME = Duration.ofSeconds(8);

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final Valve valve = Valve.before(server.bind());
    private final String uri = "mongodb://127.0.0.1:" + valve.port() + "/test_outage";

    @AfterEach
    void stop() {
        valve.close();
        server.shutdownNow();
    }

    @Nested
    class WhenItGoesAway {

        private final StartedStore store = StartedStore.at(uri);

        @AfterEach
        void stop() {
            store.stop();
        }

        @ParameterizedTest
        @EnumSource(names = {"CUT", "SILENT"})
        void saysSoInTime(Valve.Position position) {
            store.whenReady();
            append(store);

            valve.turn(position);

            inTime(() -> append(store));
            inTime(() -> store.ports().history().find(message().entry().id()));
            inTime(() ->
                    store.ports()
                            .backlog()
                            .pending(new LaneKey(EntryDraft.CONVERSATION, Seed.SLACK), 1));
        }

        @Test
        void failsASettleThroughItsStage() {
            store.whenReady();
            Delivery.Pending owed = Delivery.owed(Seed.SLACK, Seed.NOW);
            Attempt attempt = Attempt.step(Seed.NOW, Outcome.DELIVERED, "");
            Settlement step =
                    new Settlement(append(store).message(), 1, owed.delivered(Seed.NOW), attempt);

            valve.turn(Valve.Position.CUT);

            assertThatThrownBy(
                            () -> store.ports().journal().settle(step).toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(StoreUnavailableException.class);
        }

        @ParameterizedTest
        @EnumSource(names = {"CUT", "SILENT"})
        void isNotReadyMeanwhile(Valve.Position position) {
            store.whenReady();

            valve.turn(position);
            long start = System.nanoTime();
            Condition condition = health(store);

            assertThat(condition).isInstanceOf(NotReady.class);
            assertThat(since(start)).isLessThan(IN_TIME);
        }

        @Test
        void saysWhy() {
            store.whenReady();

            valve.turn(Valve.Position.CUT);

            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            health(store) instanceof NotReady(String reason)
                                    && reason.startsWith("MongoDB cannot be reached: "));
        }

        @ParameterizedTest
        @EnumSource(names = {"CUT", "SILENT"})
        void goesOnWhereItWasWhenItIsBack(Valve.Position position) {
            store.whenReady();
            append(store);
            valve.turn(position);
            inTime(() -> append(store));

            valve.turn(Valve.Position.OPEN);

            store.whenReady();
            // a refused message may have been stored all the same, but leaves no gap
            assertThat(append(store).message().seq()).isBetween(2L, 3L);
        }
    }

    @Nested
    class WhenItGoesAwayBetweenTheTwoWritesOfAnAnswer implements CommandListener {

        private final AtomicBoolean armed = new AtomicBoolean();
        private final StartedStore store = StartedStore.at(uri, this);

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            if (event.getCommandName().equals("insert") && armed.getAndSet(false)) {
                valve.turn(Valve.Position.CUT);
            }
        }

        @AfterEach
        void stop() {
            store.stop();
        }

        @Test
        void acknowledgesTheAnswerAndMarksTheQuestionLater() {
            store.whenReady();
            Message question = append(store).message();
            armed.set(true);

            Appended answer = store.ports().journal().append(answerTo(question.id()).entry());
            valve.turn(Valve.Position.OPEN);

            assertThat(answer).isInstanceOf(Appended.Stored.class);
            await().atMost(Duration.ofSeconds(20)).until(() -> isMarked(question));
        }

        private boolean isMarked(Message question) {
            try {
                return store.ports()
                                .deliveryLog()
                                .find(question.id(), Seed.SLACK)
                                .orElseThrow()
                                .delivery()
                        instanceof Delivery.Answered;
            } catch (StoreUnavailableException _) {
                return false;
            }
        }
    }

    @Nested
    class WhenItIsAwayAtTheStart {

        @Test
        void startsAndHealsByItself() {
            valve.turn(Valve.Position.CUT);
            StartedStore store = StartedStore.at(uri);

            assertThat(health(store)).isInstanceOf(NotReady.class);
            inTime(() -> append(store));

            valve.turn(Valve.Position.OPEN);
            store.whenReady();
            assertThat(append(store).message().seq()).isEqualTo(1);
            store.stop();
        }
    }

    private static Condition health(StartedStore store) {
        return store.bean(StoreHealth.class).check();
    }

    private static Appended.Stored append(StartedStore store) {
        Appended appended = store.ports().journal().append(message().entry());
        assertThat(appended).asInstanceOf(type(Appended.Stored.class)).isNotNull();
        return (Appended.Stored) appended;
    }

    private static void inTime(Runnable work) {
        long start = System.nanoTime();
        assertThatThrownBy(work::run).isInstanceOf(StoreUnavailableException.class);
        assertThat(since(start)).isLessThan(IN_TIME);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
