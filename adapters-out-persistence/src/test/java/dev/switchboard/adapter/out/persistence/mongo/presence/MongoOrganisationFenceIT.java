package dev.switchboard.adapter.out.persistence.mongo.presence;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.PRESENCE;
import static dev.switchboard.application.port.out.presence.OrganisationsContract.ORG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.mongo.ProxiedMongo;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.wire.Faults.Hold;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.cluster.PartitionOwnership.Term;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Stored;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two hubs on one database: of an organisation that the next owner has read, the former one stores
/// nothing that it would answer for.
class MongoOrganisationFenceIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final ProxiedMongo mongo = ProxiedMongo.posingAs(Pose.REPLICA_SET);
    private final StartedStore one = StartedStore.ready(mongo);
    private final StartedStore other = StartedStore.ready(mongo);
    private final Organisations former = one.bean(Organisations.class);
    private final Organisations next = other.bean(Organisations.class);

    MongoOrganisationFenceIT() {
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

    private static Batch batch(long seq, Entry... entries) {
        return new Batch(seq, Seed.NOW, List.of(entries), List.of());
    }

    private static Group team(long number, String name, long seq) {
        return new Group(number, name, 1, seq);
    }

    private Stored read() {
        return next.load(ORG).orElseThrow();
    }

    private void assertRefused(Batch batch) {
        assertThatThrownBy(() -> former.write(ORG, batch))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(one.bean(FakePartitionOwnership.class).laterEpoch()).hasValue(8);
    }

    /// The next owner writes this very number too, which once let both through.
    @Test
    void refusesABatchWithTheNumberOfTheNextOne() {
        former.write(ORG, batch(100, team(1, "old", 100)));
        assertThat(read().seq()).isEqualTo(100);

        assertRefused(batch(101, team(2, "late", 101)));
        next.write(ORG, batch(101, team(3, "new", 101)));

        assertThat(read().entries())
                .containsExactlyInAnyOrder(team(1, "old", 100), team(3, "new", 101));
    }

    @Test
    void refusesTheFirstBatchOfAnOrganisationThatTheNextOwnerFoundEmpty() {
        assertThat(next.load(ORG)).isEmpty();

        assertRefused(batch(1, team(1, "late", 1)));

        assertThat(next.load(ORG)).isEmpty();
    }

    @Test
    void refusesABatchThatArrivesAfterTheTakeOver() throws InterruptedException {
        former.write(ORG, batch(1, team(1, "old", 1)));
        Hold hold = mongo.faults().hold("update");
        CompletableFuture<Void> late =
                CompletableFuture.runAsync(
                        () -> former.write(ORG, batch(2, team(1, "late", 2), team(2, "late", 2))));
        await().atMost(SOON).until(() -> mongo.faults().struck() == 1);
        Stored taken = read();

        hold.release();

        assertThatThrownBy(late::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(read()).isEqualTo(taken);
    }

    /// Its last write is the head again, and refused.
    @Test
    void acknowledgesNoBatchThatIsOvertakenInItsMiddle() throws InterruptedException {
        assertThat(overtakenInItsMiddle(() -> {})).isInstanceOf(StoreUnavailableException.class);
    }

    /// The control: whoever left the head out would acknowledge a removal that there never was.
    @Test
    void findsOutABatchWithoutItsLastHead() throws InterruptedException {
        assertThat(overtakenInItsMiddle(() -> mongo.faults().pretend("update").once())).isNull();

        assertThat(read().entries()).contains(team(1, "old", 1));
    }

    /// A batch begins, and stands before its removals while the next owner takes over.
    ///
    /// @param beforeItEnds done before the former owner goes on
    /// @return why it failed; null if its caller was told that it is stored
    private @Nullable Throwable overtakenInItsMiddle(Runnable beforeItEnds)
            throws InterruptedException {
        former.write(ORG, batch(1, team(1, "old", 1)));
        Hold hold = mongo.faults().hold("delete");
        Batch late =
                new Batch(2, Seed.NOW, List.of(team(2, "late", 2)), List.of(EntryKey.group(1)));
        CompletableFuture<@Nullable Throwable> outcome =
                CompletableFuture.runAsync(() -> former.write(ORG, late))
                        .handle((_, failure) -> failure == null ? null : failure.getCause());
        await().atMost(SOON).until(() -> mongo.faults().struck() == 1);
        Stored taken = read();
        beforeItEnds.run();

        hold.release();

        Throwable failure = outcome.join();
        assertThat(read().entries()).isEqualTo(taken.entries());
        return failure;
    }

    @Test
    void removesNothingForAFormerOwner() {
        former.write(ORG, batch(1, team(1, "old", 1)));
        Stored taken = read();

        assertRefused(new Batch(9, Seed.NOW, List.of(), List.of(EntryKey.group(1))));

        assertThat(read()).isEqualTo(taken);
    }

    /// What the former owner stored in part, with a greater number, under the same key.
    @Test
    void replacesAnUnacknowledgedEntryWhateverItsNumber() {
        assertThat(next.load(ORG)).isEmpty();
        next.write(ORG, batch(1, team(1, "new", 1)));
        other.database()
                .getCollection(PRESENCE)
                .updateOne(
                        new Document("kind", "GROUP"),
                        Updates.combine(Updates.set("epoch", 7L), Updates.set("seq", 50L)));

        next.write(ORG, batch(2, team(1, "newer", 2)));

        assertThat(read().entries()).containsExactly(team(1, "newer", 2));
    }

    /// Otherwise a write of the former owner that comes late could still change an entry.
    @Test
    void stampsAgainWhatItCouldNotStampAtFirst() {
        former.write(ORG, batch(1, team(1, "old", 1)));
        mongo.faults().cut("update").to(PRESENCE).at(2);
        assertThatThrownBy(() -> next.load(ORG)).isInstanceOf(StoreUnavailableException.class);

        assertThat(read().entries()).containsExactly(team(1, "old", 1));

        assertThat(other.database().getCollection(PRESENCE).find())
                .hasSize(2)
                .allSatisfy(stored -> assertThat(stored).containsEntry("epoch", 8L));
    }

    @Test
    void takesOverWhatAnEarlierVersionWrote() {
        former.write(ORG, batch(5, team(1, "old", 5)));
        other.database().getCollection(PRESENCE).updateMany(new Document(), Updates.unset("epoch"));

        assertThat(read().entries()).containsExactly(team(1, "old", 5));
        next.write(ORG, batch(6, team(1, "new", 6)));

        assertThat(read().seq()).isEqualTo(6);
        assertThat(other.database().getCollection(PRESENCE).find())
                .allSatisfy(stored -> assertThat(stored).containsEntry("epoch", 8L));
    }
}
