package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// However much is stored, a call requests little of it. A server keeps to that only with the
/// indexes, which `MongoIndexUseIT` checks.
class MongoBoundsIT implements StoreContract, CommandListener {

    private static final Set<String> OF_PORTS =
            Set.of("find", "aggregate", "distinct", "count", "getMore", "update", "delete");
    private static final Instant LATER = Seed.NOW.plus(Duration.ofDays(10));

    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    private final AtomicInteger documents = new AtomicInteger();
    private final StartedStore store = StartedStore.ready(this);

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (OF_PORTS.contains(event.getCommandName())) {
            commands.add(event.getCommand().clone());
        }
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

    private void forget() {
        commands.clear();
        documents.set(0);
    }

    @Test
    void walksThroughALongLaneInAFewReads() {
        IntStream.range(0, 400).forEach(_ -> stored(message().inSession("long")));
        IntStream.range(0, 30).forEach(i -> stored(message().inSession("s" + i)));
        forget();

        Backlog.Conversations walk = store().backlog().conversations(Seed.SLACK, null, 1000);

        assertThat(walk.found()).hasSize(31);
        assertThat(documents).hasValueLessThanOrEqualTo(100);
        assertThat(commands).hasSizeLessThanOrEqualTo(3).allSatisfy(MongoBoundsIT::isBounded);
    }

    @Test
    void countsAndWalksWithinItsLimit() {
        IntStream.range(0, 300).forEach(i -> stored(message().inSession("s" + i % 7)));
        forget();

        store().backlog().nextTarget(null);
        store().backlog().nextTarget(Seed.SLACK);
        store().backlog().count(Seed.SLACK, Partitions.ALL, null, 100);
        store().backlog().conversations(Seed.SLACK, null, 100);

        assertThat(documents).hasValueLessThanOrEqualTo(202);
        assertThat(commands).hasSizeLessThan(10).allSatisfy(MongoBoundsIT::isBounded);
    }

    @Test
    void readsTheBeginningOfALaneAndNoTraces() {
        IntStream.range(0, 100).forEach(_ -> stored(message()));
        forget();

        store().backlog().pending(new LaneKey(CONVERSATION, Seed.SLACK), 10);

        assertThat(documents).hasValueLessThanOrEqualTo(10);
        assertThat(commands).hasSize(2);
        isBounded(commands.getFirst());
        assertThat(commands.getFirst().getDocument("projection").get("trace"))
                .isEqualTo(new BsonInt32(0));
    }

    @Test
    void listsConversationsByTwoQuestions() {
        IntStream.range(0, 60).forEach(i -> stored(message().inSession("s" + i % 20)));
        forget();

        assertThat(store().conversations().list(null, 20)).hasSize(20);
        assertThat(commands).hasSize(2);
        forget();

        assertThat(store().conversations().list(ConversationId.ofSession("s5"), 20)).isNotEmpty();
        assertThat(commands).hasSize(2);
    }

    @Test
    void listsTheLatestConversationsByThreeQuestions() {
        IntStream.range(0, 40)
                .forEach(i ->
                        stored(question().in(ConversationId.of(CHAT.origin(), "c" + i)).later(i)));
        forget();

        assertThat(store().recentActivity().conversations(CHAT.origin(), null, 20)).hasSize(20);
        assertThat(commands).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void purgesInSteps() {
        IntStream.range(0, 450).forEach(i -> stored(message().keyed(key("k" + i, "f")).owedTo()));
        giveUp(stored(message()), Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        forget();

        store().retention().purge(LATER, LATER, LATER);

        assertThat(store().conversations().list(null, 10)).isEmpty();
        assertThat(commands)
                .filteredOn(command -> command.containsKey("updates"))
                .flatExtracting(command -> command.getArray("updates"))
                .isNotEmpty()
                .allSatisfy(update -> isOfAFew(update.asDocument().getDocument("q")));
        assertThat(commands)
                .filteredOn(command -> command.containsKey("deletes"))
                .flatExtracting(command -> command.getArray("deletes"))
                .hasSizeGreaterThan(2)
                .allSatisfy(delete -> isOfAFew(delete.asDocument().getDocument("q")));
    }

    /// In a query for removable old messages, a server would read all those that are not removable.
    @Test
    void findsOldMessagesWhateverTheirState() {
        IntStream.range(0, 450).forEach(i -> stored(message().inSession("s" + i)));
        forget();

        store().retention().purge(Seed.NOW, LATER, Seed.NOW);

        assertThat(commands)
                .filteredOn(command -> command.containsKey("limit"))
                .filteredOn(command -> command.getDocument("filter").toString().contains("\"at\""))
                .hasSize(3)
                .allSatisfy(MongoBoundsIT::isBounded)
                .allSatisfy(command ->
                        assertThat(command.getDocument("filter").keySet()).isSubsetOf("at", "$or"));
    }

    /// Checks that a filter selects a few records, or all records of a few conversations.
    private static void isOfAFew(BsonDocument filter) {
        BsonValue id =
                Stream.of("_id", "conversation", "message")
                        .map(filter::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(filter));
        if (id.isDocument()) {
            assertThat(id.asDocument().getArray("$in")).hasSizeLessThanOrEqualTo(200);
        }
    }

    /// Checks that a query has a limit and a beginning.
    private static void isBounded(BsonDocument command) {
        assertThat(command.getFirstKey()).isEqualTo("find");
        assertThat(command.getNumber("limit").intValue()).isBetween(1, 1000);
    }
}
