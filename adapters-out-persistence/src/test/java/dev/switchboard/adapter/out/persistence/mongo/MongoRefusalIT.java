package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.Backlog.Conversations;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StoreHealth.Condition;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Writes that MongoDB refuses for good, or until somebody repairs the cause.
class MongoRefusalIT implements StoreContract, CommandListener {

    private static final Instant LATER = Seed.NOW.plus(Duration.ofDays(10));

    private final List<BsonDocument> writes = new CopyOnWriteArrayList<>();
    private final ProxiedMongo mongo = ProxiedMongo.posingAs(Pose.REPLICA_SET);
    private final StartedStore store = StartedStore.ready(mongo, this);
    private final StoreHealth health = store.bean(StoreHealth.class);

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonDocument command = event.getCommand();
        if (command.containsKey("writeConcern")) {
            writes.add(command.clone());
        }
    }

    @AfterEach
    void stop() {
        mongo.faults().calm();
        store.stop();
        mongo.close();
    }

    @Test
    void sendsNoDocumentThatIsTooLarge() {
        String much = "\"%s\"".formatted("x".repeat(17 << 20));
        writes.clear();

        assertThatThrownBy(() -> stored(message().saying(much)))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("16 MB");

        assertThat(writes).hasSizeLessThanOrEqualTo(1);
        assertThat(stored(message()).seq()).isEqualTo(1);
    }

    @Test
    void takesTheServersWordForADocumentThatIsTooLarge() {
        mongo.faults().refuseAsTooLarge("insert").to(Collections.JOURNAL).always();
        writes.clear();

        assertThatThrownBy(() -> stored(message()))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("16 MB");

        assertThat(writes).hasSize(1);
    }

    @Test
    void failsAStepThatWouldMakeItsDocumentTooLargeAndNoOther() {
        Message message = stored(message());
        Message other = stored(message().inSession("other"));
        mongo.faults().refuseResultAsTooLarge("update").to(Collections.JOURNAL).once();
        writes.clear();

        assertThatThrownBy(() -> delivered(message))
                .isInstanceOf(CompletionException.class)
                .hasCauseExactlyInstanceOf(IllegalStateException.class);

        assertThat(writes).hasSize(1);
        assertThat(delivered(other)).isEqualTo(new Settled.Done());
    }

    private Settled delivered(Message message) {
        Pending owed = pendingOf(message, Seed.SLACK);
        Delivery next = owed.delivered(Seed.NOW);
        return settled(
                message, owed.revision(), next, Attempt.step(Seed.NOW, Outcome.DELIVERED, ""));
    }

    @Test
    void triesNoMarkAgainThatMakesItsDocumentTooLarge() {
        Message question = stored(message());
        mongo.faults().refuseResultAsTooLarge("update").to(Collections.JOURNAL).always();
        writes.clear();

        stored(answerTo(question.id()));
        // waits for the mark
        store().deliveryLog().find(question.id(), Seed.SLACK);

        assertThat(writes).hasSize(2);
    }

    @Test
    void isReadyAfterAWriteThatFoundNoRoomWhenALargeOneIsDurable() {
        mongo.faults().findNoRoom("insert").to(Collections.JOURNAL).once();
        assertThatThrownBy(() -> stored(message())).isInstanceOf(StoreUnavailableException.class);
        mongo.faults().findNoRoom("update").to(Collections.HEALTH).once();
        writes.clear();

        assertThat(health.check()).isInstanceOf(Condition.NotReady.class);
        assertThat(sizeOf(writes.getFirst())).isGreaterThan(StoreHealth.LARGEST_MESSAGE);
        assertThat(health.check()).isInstanceOf(Condition.NotReady.class);
        assertThat(writes).hasSize(1);
        ((MutableClock) store.bean(Clock.class)).advance(Duration.ofSeconds(3));

        assertThat(health.check()).isInstanceOf(Condition.Ready.class);
        assertThat(sizeOf(writes.get(1))).isGreaterThan(StoreHealth.LARGEST_MESSAGE);
        writes.clear();
        assertThat(health.check()).isInstanceOf(Condition.Ready.class);
        assertThat(writes).hasSize(1);
        assertThat(sizeOf(writes.getFirst())).isLessThan(10_000);
        assertThat(store.database().getCollection(Collections.HEALTH).find())
                .extracting(Document::keySet)
                .allSatisfy(names -> assertThat(names).doesNotContain("room"));
    }

    private static int sizeOf(BsonDocument command) {
        return command.toJson().length();
    }

    /// The second of its finds fails.
    @Test
    void keepsWhatAStepOfASweepFoundBeforeItsTimeWasUp() {
        IntStream.range(0, 160).forEach(i -> stored(message().inSession("s%03d".formatted(i))));
        mongo.faults().expire("find").to(Collections.JOURNAL).at(2);

        Conversations first = store().backlog().conversations(Seed.SLACK, null, 1000);

        assertThat(first.found()).hasSize(50);
        mongo.faults().calm();
        List<ConversationId> all = new ArrayList<>(first.found());
        @Nullable String from = first.next();
        while (from != null) {
            Conversations rest = store().backlog().conversations(Seed.SLACK, from, 1000);
            all.addAll(rest.found());
            from = rest.next();
        }
        assertThat(all).hasSize(160).doesNotHaveDuplicates();
    }

    /// Each kind of record that a purge removes, and the write for it.
    @ParameterizedTest
    @CsvSource({"dead,update", "settled,delete"})
    void purgesTheOtherKindIfOneFails(String failing, String command) {
        Message dead = stored(message().inSession("dead"));
        giveUp(dead, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        Message settled = stored(message().inSession("settled"));
        deliver(settled, Seed.SLACK, Seed.NOW);
        mongo.faults().expire(command).to(Collections.JOURNAL).once();

        assertThatThrownBy(() -> store().retention().purge(LATER, LATER, LATER))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(isParked(dead)).isEqualTo(failing.equals("dead"));
        assertThat(store().history().find(settled.id()).isPresent())
                .isEqualTo(failing.equals("settled"));
    }

    private boolean isParked(Message message) {
        return store().deliveryLog().find(message.id(), Seed.SLACK).isPresent();
    }
}
