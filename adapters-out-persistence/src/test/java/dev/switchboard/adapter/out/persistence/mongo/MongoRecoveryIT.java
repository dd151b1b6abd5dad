package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.message.Journal.Redriven;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Recovery from a crash or from careless changes by hand.
class MongoRecoveryIT implements StoreContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Nested
    class AfterACrashBetweenTheTwoWritesOfAnAnswer {

        @Test
        void offersTheAnsweredMessageNoMore() {
            Message question = stored(message());
            Message next = stored(message());
            crashBehind(answerTo(question.id()).owedTo());

            assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(next.seq());
            assertThat(deliveryOf(question, Seed.SLACK)).isInstanceOf(Answered.class);
        }

        @Test
        void endsALaneThatHasNothingElse() {
            Message question = stored(message());
            crashBehind(answerTo(question.id()).owedTo());

            assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).isEmpty();
            assertThat(lanes()).isEmpty();
        }

        @Test
        void fillsThePageWithWhatIsBehindIt() {
            Message question = stored(message());
            Message next = stored(message());
            crashBehind(answerTo(question.id()).owedTo());

            assertThat(store().backlog().pending(new LaneKey(CONVERSATION, Seed.SLACK), 1))
                    .extracting(owed -> owed.message().id())
                    .containsExactly(next.id());
        }

        @Test
        void redrivesTheAnsweredMessageNoMore() {
            Message question = stored(message());
            giveUp(question, Seed.SLACK, ParkReason.EXHAUSTED, Seed.NOW);
            crashBehind(answerTo(question.id()).owedTo());

            assertThat(store().journal().redrive(question.id(), Seed.SLACK, Seed.NOW))
                    .isInstanceOf(Redriven.NotParked.class);
        }

        @Test
        void parksTheAnsweredMessageNoMore() {
            Message question = stored(message());
            crashBehind(answerTo(question.id()).owedTo());

            int parked =
                    store().journal().parkPending(Seed.SLACK, ParkReason.CHANNEL_DELETED, Seed.NOW);

            assertThat(parked).isZero();
            assertThat(deliveryOf(question, Seed.SLACK)).isInstanceOf(Answered.class);
        }

        @Test
        void finishesWhenTheAnswerIsRepeated() {
            Message question = stored(message());
            deliver(question, Seed.SLACK, Seed.NOW);
            EntryDraft answer = answerTo(question.id()).keyed(key("token", "f"));
            crashBehind(answer);

            assertThat(store().journal().append(answer.entry()))
                    .isInstanceOf(Appended.Repeated.class);
            assertThat(deliveryOf(question, Seed.SLACK)).isInstanceOf(Answered.class);
        }

        /// The first write of an append, and nothing after it.
        private void crashBehind(EntryDraft answer) {
            Entry entry = answer.entry();
            store.bean(MongoStore.class)
                    .run(mongo ->
                            mongo.insert(
                                    MessageDocument.next(
                                            entry, Messages.newest(mongo, entry.conversation()), 1),
                                    Collections.JOURNAL));
        }
    }

    @Nested
    class WithAKeyThatExpired {

        @Test
        void forgetsTheOldKeyOnlyForTheNewRequest() {
            Message first = stored(message().keyed(key("k", "f1")));

            Message second = stored(message().keyed(key("k", "f2")).later(86_400));

            assertThat(second.seq()).isEqualTo(2);
            assertThat(store().history().find(first.id())).isPresent();
            assertThat(store().journal().append(message().keyed(key("k", "f1")).entry()))
                    .isEqualTo(new Appended.KeyReused(second.id()));
        }
    }

    @Nested
    class WithADamagedDocument {

        @Test
        void parksItAndGoesOnWithItsLane() {
            Message damaged = stored(message());
            Message next = stored(message());
            damage(damaged);

            assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(next.seq());
            assertThat(
                            store().deliveryLog()
                                    .find(damaged.id(), Seed.SLACK)
                                    .orElseThrow()
                                    .delivery())
                    .isInstanceOfSatisfying(
                            Parked.class,
                            parked -> assertThat(parked.reason().code()).isEqualTo("damaged"));
        }

        @Test
        void showsWhatIsBehindAPageOfThem() {
            List<Message> damaged = List.of(stored(message()), stored(message()));
            Message next = stored(message());
            damaged.forEach(this::damage);

            LaneKey lane = new LaneKey(CONVERSATION, Seed.SLACK);
            assertThat(store().backlog().pending(lane, 1))
                    .extracting(owed -> owed.message().id())
                    .containsExactly(next.id());
        }

        private void damage(Message message) {
            store.database()
                    .getCollection(Collections.JOURNAL)
                    .updateOne(Filters.eq("_id", message.id().value()), Updates.unset("content"));
        }
    }

    @Nested
    class WithSeveralTargets {

        @Test
        void keepsTheOrderOfEachLaneWhenOneIsRedriven() {
            Message first = stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
            stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
            giveUp(first, Seed.SLACK, ParkReason.EXHAUSTED, Seed.NOW);

            store().journal().redrive(first.id(), Seed.SLACK, Seed.NOW);

            assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(2L, 1L);
            assertThat(pendingSeqs(CONVERSATION, Target.SESSIONS_SERVER)).containsExactly(1L, 2L);
        }
    }
}
