package dev.switchboard.adapter.out.persistence.mongo.handoff;

import static dev.switchboard.application.port.out.handoff.HandoffsContract.CHAT;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.NOW;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.begun;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.leased;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.mongo.ProxiedMongo;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.wire.Faults.Hold;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.port.out.cluster.PartitionOwnership.Term;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.handoff.Handoffs.Changed;
import dev.switchboard.application.port.out.handoff.HandoffsContract;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two hubs on one database: the former owner cannot change a handoff that the next one has read.
class MongoHandoffFenceIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Changed DONE = new Changed.Done();

    private final ProxiedMongo mongo = ProxiedMongo.posingAs(Pose.REPLICA_SET);
    private final StartedStore one = StartedStore.ready(mongo);
    private final StartedStore other = StartedStore.ready(mongo);
    private final Handoffs former = one.bean(Handoffs.class);
    private final Handoffs next = other.bean(Handoffs.class);

    MongoHandoffFenceIT() {
        one.bean(FakePartitionOwnership.class).begin(new Term(7, true));
        other.bean(FakePartitionOwnership.class).begin(new Term(8, false));
    }

    @AfterEach
    void stop() {
        mongo.faults().calm();
        one.stop();
        other.stop();
        mongo.close();
    }

    private Document document() {
        return requireNonNull(other.database().getCollection(Collections.HANDOFFS).find().first());
    }

    private void assertOvertaken(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("Another hub has taken over the conversation");
        assertThat(one.bean(FakePartitionOwnership.class).laterEpoch()).hasValue(8);
    }

    @Test
    void refusesAStepAfterTheNextOwnerHasReadTheOneBefore() {
        Waiting waiting = begun(CHAT);
        former.change(0, waiting);

        assertThat(next.find(CHAT)).contains(waiting);

        assertOvertaken(
                () -> former.change(waiting.version(), leased(waiting, HandoffsContract.ANN, 1)));
        assertThat(next.find(CHAT)).contains(waiting);
    }

    @Test
    void refusesAStepAfterTheNextOwnerHasFoundItOpen() {
        Waiting waiting = begun(CHAT);
        former.change(0, waiting);

        assertThat(next.open(null, 10)).containsExactly(waiting);

        assertOvertaken(
                () -> former.change(waiting.version(), leased(waiting, HandoffsContract.ANN, 1)));
    }

    @Test
    void refusesAStepThatArrivesLate() throws InterruptedException {
        Waiting waiting = begun(CHAT);
        former.change(0, waiting);
        Hold hold = mongo.faults().hold("update");
        CompletableFuture<Changed> late =
                CompletableFuture.supplyAsync(() ->
                        former.change(waiting.version(), leased(waiting, HandoffsContract.ANN, 1)));
        await().atMost(SOON).until(() -> mongo.faults().struck() == 1);
        assertThat(next.find(CHAT)).contains(waiting);

        hold.release();

        assertThatThrownBy(late::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(next.find(CHAT)).contains(waiting);
    }

    @Test
    void findsALateHandoffWhenItLooksAgain() {
        assertThat(next.open(null, 10)).isEmpty();
        Waiting waiting = begun(CHAT);

        assertThat(former.change(0, waiting)).isEqualTo(DONE);

        assertThat(next.open(null, 10)).containsExactly(waiting);
        assertOvertaken(() -> former.find(CHAT));
    }

    @Test
    void refusesToBeginWhereTheNextOwnerHasBegun() {
        next.change(0, begun(CHAT));

        assertOvertaken(() -> former.change(0, begun(CHAT)));
    }

    @Test
    void keepsNoLeaseOfAFormerOwner() {
        Waiting waiting = begun(CHAT);
        Leased leased = leased(waiting, HandoffsContract.ANN, 1);
        former.change(0, waiting);
        former.change(waiting.version(), leased);
        assertThat(next.find(CHAT)).contains(leased);

        former.keep(
                List.of(leased.with(leased.lease().renewedUntil(NOW.plus(Duration.ofHours(9))))));

        assertThat(next.find(CHAT)).contains(leased);
    }

    @Test
    void takesOverWhatAnEarlierVersionWrote() {
        Waiting waiting = begun(CHAT);
        former.change(0, waiting);
        other.database()
                .getCollection(Collections.HANDOFFS)
                .updateMany(new Document(), Updates.unset("epoch"));

        assertThat(next.find(CHAT)).contains(waiting);

        assertThat(document()).containsEntry("epoch", 8L);
        assertThat(next.change(waiting.version(), leased(waiting, HandoffsContract.ANN, 1)))
                .isEqualTo(DONE);
        assertThat(document()).containsEntry("epoch", 8L);
    }
}
