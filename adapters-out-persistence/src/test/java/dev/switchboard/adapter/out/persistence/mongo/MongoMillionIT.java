package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Query;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The cost of each query with a million pending messages, and with a tenth of them: a few commands
/// and documents, however many messages there are. On a real MongoDB each query must also be
/// answered in time. A stand-in reads everything for every query, so it gets fewer messages.
///
/// - `-Dswitchboard.stored=…` messages; by default 1,000,000, on a stand-in 2,000
@Tag("long")
class MongoMillionIT implements StoreContract, CommandListener {

    private static final boolean REAL = MongoForTests.find().real();
    private static final int STORED =
            Integer.getInteger("switchboard.stored", REAL ? 1_000_000 : 2_000);
    private static final int IN_EACH_LANE = 10;
    private static final int AT_ONCE = 1_000;

    /// The commands of the largest step of a sweep, and of the first message after it.
    private static final int MOST_COMMANDS = 50;

    private static final int MOST_DOCUMENTS = 1_100;
    private static final Instant LONG_AGO = Seed.NOW.minus(Duration.ofDays(100));

    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicInteger documents = new AtomicInteger();
    private final StartedStore store = StartedStore.ready(this);
    private final MongoCollection<Document> journal =
            store.database().getCollection(Collections.JOURNAL);
    private int filled;

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        commands.incrementAndGet();
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        BsonDocument cursor = event.getResponse().getDocument("cursor", new BsonDocument());
        for (String batch : List.of("firstBatch", "nextBatch")) {
            if (cursor.containsKey(batch)) {
                documents.addAndGet(cursor.getArray(batch).size());
            }
        }
    }

    @AfterEach
    void stop() {
        store.close();
    }

    /// Stores the first message of each lane, then the second of each, as they would arrive.
    private void fill(Document like, int most) {
        int lanes = STORED / IN_EACH_LANE;
        while (filled < most) {
            journal.insertMany(
                    IntStream.range(filled, Math.min(most, filled + AT_ONCE))
                            .mapToObj(i -> copy(like, i, i % lanes, 1 + i / lanes))
                            .toList());
            filled += AT_ONCE;
        }
    }

    private static Document copy(Document like, int number, int lane, int seq) {
        Document copy = new Document(like);
        copy.put("_id", id(number).value());
        copy.put("conversation", ConversationId.ofSession("s%07d".formatted(lane)).value());
        copy.put("seq", (long) seq);
        Document delivery = new Document(like.getList("deliveries", Document.class).getFirst());
        delivery.put("position", DeliveryDocument.positionOf(seq));
        copy.put("deliveries", List.of(delivery));
        copy.put("at", Date.from(LONG_AGO.plusSeconds(number)));
        return copy;
    }

    private static MessageId id(int number) {
        return new MessageId("msg_%032x".formatted(number));
    }

    private record Cost(int commands, int documents, Duration took) {}

    private Cost cost(Runnable question) {
        commands.set(0);
        documents.set(0);
        long start = System.nanoTime();
        question.run();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Cost(commands.get(), documents.get(), took);
    }

    private Map<String, Cost> costs() {
        ConversationId middle = ConversationId.ofSession("s%07d".formatted(STORED / 20));
        Map<String, Runnable> questions = new LinkedHashMap<>();
        questions.put("first lanes of a sweep, and the first message", this::firstDelivery);
        questions.put(
                "a step of a count",
                () -> store().backlog().count(Seed.SLACK, Partitions.ALL, null, 1000));
        questions.put("a page of conversations", () -> store().conversations().list(null, 100));
        questions.put("another one", () -> store().conversations().list(middle, 100));
        questions.put("pending deliveries", () -> list(Set.of(State.PENDING), null));
        questions.put("more of them", () -> list(Set.of(), id(STORED / 20)));
        questions.put("what no client took", () -> store().heldMessages().firstUntaken(middle, 0));
        questions.put(
                "figures of an hour", () -> store().deliveryLog().statistics(Seed.SLACK, Seed.NOW));
        questions.put(
                "a purge with nothing to do",
                () -> store().retention().purge(Seed.NOW, LONG_AGO, LONG_AGO));
        Map<String, Cost> costs = new LinkedHashMap<>();
        questions.forEach((name, question) -> costs.put(name, cost(question)));
        return costs;
    }

    private void firstDelivery() {
        var backlog = store().backlog();
        var target = backlog.nextTarget(null).orElseThrow();
        var lane = backlog.conversations(target, null, 1000).found().getFirst();
        assertThat(backlog.pending(new LaneKey(lane, target), 32)).isNotEmpty();
    }

    private void list(Set<State> states, @Nullable MessageId after) {
        Query query = new Query(Seed.SLACK, null, states, null, null, after, 50);
        assertThat(store().deliveryLog().list(query)).hasSize(50);
    }

    @Test
    void costsNoMoreHoweverMuchIsStored() {
        stored(message());
        Document like = journal.find().first();
        assertThat(like).isNotNull();
        journal.deleteMany(new Document());

        fill(like, STORED / 10);
        Map<String, Cost> before = costs();
        fill(like, STORED);
        Map<String, Cost> after = costs();

        after.forEach((name, cost) -> print(name, requireNonNull(before.get(name)), cost));
        after.forEach((name, cost) -> {
            assertThat(cost.commands()).as(name).isLessThanOrEqualTo(MOST_COMMANDS);
            assertThat(cost.documents()).as(name).isLessThanOrEqualTo(MOST_DOCUMENTS);
            if (REAL) {
                assertThat(cost.took()).as(name).isLessThan(Duration.ofSeconds(2));
            }
        });
    }

    private static void print(String name, Cost tenth, Cost all) {
        System.out.printf(
                "| %s | %d messages: %d commands, %d documents, %d ms | %d: %d, %d, %d ms |%n",
                name,
                STORED / 10,
                tenth.commands(),
                tenth.documents(),
                tenth.took().toMillis(),
                STORED,
                all.commands(),
                all.documents(),
                all.took().toMillis());
    }
}
