package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.mongo.ProxiedMongo;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.wire.Faults.Hold;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.cluster.PartitionOwnership.Term;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two hubs on one database: the journal refuses what a former owner appends too late.
class MongoFenceIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Ids IDS = new SequentialIds();

    private final ProxiedMongo mongo = ProxiedMongo.posingAs(Pose.REPLICA_SET);
    private final StartedStore former = StartedStore.ready(mongo);
    private final StartedStore next = StartedStore.ready(mongo);

    MongoFenceIT() {
        ownershipOf(former).begin(new Term(7, true));
        ownershipOf(next).begin(new Term(8, false));
    }

    @AfterEach
    void stop() {
        mongo.faults().calm();
        former.stop();
        next.stop();
        mongo.close();
    }

    private static FakePartitionOwnership ownershipOf(StartedStore hub) {
        return hub.bean(FakePartitionOwnership.class);
    }

    private static Message append(StartedStore hub, EntryDraft draft) {
        return ((Appended.Stored) hub.ports().journal().append(draft.entry())).message();
    }

    private static long fence(StartedStore hub) {
        return hub.bean(Conversations.class).fence(CONVERSATION, IDS.messageId(), Seed.NOW);
    }

    /// Starts an append whose insert arrives when the test says so.
    private Late beginLate(StartedStore hub) {
        int before = mongo.faults().struck();
        Hold hold = mongo.faults().hold("insert");
        CompletableFuture<Message> outcome =
                CompletableFuture.supplyAsync(() -> append(hub, message()));
        await().atMost(SOON).until(() -> mongo.faults().struck() > before);
        return new Late(hold, outcome);
    }

    private record Late(Hold hold, CompletableFuture<Message> outcome) {}

    private List<Document> journal() {
        return next.database()
                .getCollection(Collections.JOURNAL)
                .find()
                .sort(Sorts.ascending("seq"))
                .into(new ArrayList<>());
    }

    private List<Long> epochs() {
        return journal().stream().map(stored -> stored.getLong("epoch")).toList();
    }

    private static void assertRefused(CompletableFuture<Message> outcome) {
        assertThatThrownBy(outcome::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void refusesAFormerOwnerBehindAMessageOfTheNextOne() {
        append(former, message());
        append(next, message());

        assertThatThrownBy(() -> append(former, message()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("Another hub has taken over the conversation");

        assertThat(ownershipOf(former).laterEpoch()).hasValue(8);
        assertThat(ownershipOf(next).laterEpoch()).isEmpty();
        assertThat(epochs()).containsExactly(7L, 8L);
    }

    /// It was frozen between its look at the conversation and its insert.
    @Test
    void refusesAnInsertThatArrivesAfterTheNextOwnersMessage() throws InterruptedException {
        append(former, message());
        Late late = beginLate(former);
        append(next, message());

        late.hold().release();

        assertRefused(late.outcome());
        assertThat(epochs()).containsExactly(7L, 8L);
    }

    /// Nobody can tell that it was late.
    @Test
    void keepsALateMessageThatComesBeforeTheFirstOfTheNextOwner() throws InterruptedException {
        append(former, message());
        Late late = beginLate(former);

        late.hold().release();
        Message first = append(next, message());

        assertThat(first.seq()).isEqualTo(3);
        assertThat(epochs()).containsExactly(7L, 7L, 8L);
    }

    @Test
    void continuesAConversationOfAnEarlierVersion() {
        append(former, message());
        next.database()
                .getCollection(Collections.JOURNAL)
                .updateMany(new Document(), Updates.unset("epoch"));

        append(former, message());

        assertThat(next.ports().history().messages(CONVERSATION, 0, 10)).hasSize(2);
        assertThat(epochs()).containsExactly(null, 7L);
    }

    @Test
    void refusesWhatArrivesBehindAFence() throws InterruptedException {
        append(former, message());
        Late late = beginLate(former);

        long fence = fence(next);
        late.hold().release();

        assertThat(fence).isEqualTo(2);
        assertRefused(late.outcome());
        assertThat(epochs()).containsExactly(7L, 8L);
    }

    @Test
    void isFencedOnceByAMessageForAgentsAlone() {
        append(former, message());

        assertThat(fence(next)).isEqualTo(2);
        assertThat(fence(next)).isEqualTo(2);

        assertThat(next.ports().history().messages(CONVERSATION, 1, 10))
                .singleElement()
                .satisfies(fence -> {
                    assertThat(fence.message().content().isForAgents()).isTrue();
                    assertThat(fence.deliveries()).isEmpty();
                });
    }

    @Test
    void needsNoFenceBehindAMessageOfItsOwn() {
        append(former, message());
        append(next, message());

        assertThat(fence(next)).isEqualTo(2);
    }

    @Test
    void needsNoFenceAfterACleanEnd() {
        append(former, message());
        ownershipOf(next).begin(new Term(8, true));

        assertThat(fence(next)).isEqualTo(1);
    }

    @Test
    void fencesNoConversationThatHasNotBegun() {
        assertThat(fence(next)).isZero();
        assertThat(journal()).isEmpty();
    }
}
