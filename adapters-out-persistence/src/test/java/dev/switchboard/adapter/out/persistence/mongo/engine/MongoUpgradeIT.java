package dev.switchboard.adapter.out.persistence.mongo.engine;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A journal of the version before messages listed their pending targets.
class MongoUpgradeIT implements StoreContract {

    private final String uri = MongoForTests.find().freshDatabase();
    private StartedStore store = StartedStore.at(uri).whenReady();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    private MongoCollection<Document> journal() {
        return store.database().getCollection(Collections.JOURNAL);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    /// Brings the journal into the older version's state, and starts anew.
    private void upgrade() {
        journal().updateMany(new Document(), Updates.unset("owed"));
        journal().dropIndex("journal_pending");
        journal()
                .createIndex(
                        Indexes.ascending("deliveries.target", "conversation", "seq"),
                        new IndexOptions()
                                .name("journal_owed")
                                .partialFilterExpression(
                                        new Document("deliveries.state", "PENDING")));
        journal()
                .createIndex(
                        Indexes.ascending("deliveries.state", "_id"),
                        new IndexOptions().name("journal_state"));
        store.stop();
        store = StartedStore.at(uri).whenReady();
    }

    @Test
    void goesOnWithWhatWasOwedAndWithNothingElse() {
        Message question = stored(message());
        Message both = stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
        deliver(both, Seed.SLACK, Seed.NOW);
        deliver(stored(message()), Seed.SLACK, Seed.NOW);

        upgrade();

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(question.seq());
        assertThat(pendingSeqs(CONVERSATION, Target.SESSIONS_SERVER)).containsExactly(both.seq());
        assertThat(pendingPerTarget())
                .containsOnlyKeys(Seed.SLACK, Target.SESSIONS_SERVER)
                .containsValues(1, 1);
        stored(answerTo(question.id()).owedTo());
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).isEmpty();
    }

    @Test
    void listsMoreThanOnePage() {
        stored(message());
        Document like = requireNonNull(journal().find().first());
        journal()
                .insertMany(
                        IntStream.range(0, 1200)
                                .mapToObj(i ->
                                        new Document(like)
                                                .append("_id", "msg_f%031x".formatted(i))
                                                .append(
                                                        "conversation",
                                                        ConversationId.ofSession("s" + i).value()))
                                .toList());

        upgrade();

        assertThat(lanes()).hasSize(1201);
    }

    @Test
    void dropsIndexesThatNothingUsesAnyMore() {
        upgrade();

        List<String> names =
                journal()
                        .listIndexes()
                        .map(index -> index.getString("name"))
                        .into(new ArrayList<>());
        assertThat(names)
                .contains("journal_pending", "journal_parked_all")
                .doesNotContain("journal_owed", "journal_state");
    }

    /// While hubs of both versions run on one store.
    @Test
    void forgetsWhatAHubOfTheOlderVersionSettled() {
        Message first = stored(message());
        Message next = stored(message());
        deliver(first, Seed.SLACK, Seed.NOW);
        journal()
                .updateOne(
                        new Document("_id", first.id().value()),
                        Updates.set("owed", List.of(Seed.SLACK.toString())));

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(next.seq());
        assertThat(pendingPerTarget()).containsEntry(Seed.SLACK, 1);
    }
}
