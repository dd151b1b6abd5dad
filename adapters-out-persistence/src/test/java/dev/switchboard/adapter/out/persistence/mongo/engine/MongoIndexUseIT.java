package dev.switchboard.adapter.out.persistence.mongo.engine;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Query;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.EndUser;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lets MongoDB explain the ports' queries: none may scan the journal.
class MongoIndexUseIT implements StoreContract, CommandListener {

    private static final Set<String> QUESTIONS = Set.of("find", "aggregate", "distinct");
    private static final Set<String> INDEXED =
            StoredIndex.ALL.stream().map(StoredIndex::collection).collect(Collectors.toSet());
    private static final Set<String> MATTER =
            Set.of("filter", "sort", "projection", "limit", "pipeline", "cursor", "key", "query");

    private final List<BsonDocument> questions = new CopyOnWriteArrayList<>();
    private final StartedStore store = StartedStore.ready(this);

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonDocument command = event.getCommand();
        if (QUESTIONS.contains(event.getCommandName())
                && INDEXED.contains(command.getString(event.getCommandName()).getValue())) {
            questions.add(essenceOf(command.clone()));
        }
    }

    @BeforeEach
    void needsMongoDbItself() {
        assumeThat(MongoForTests.find().real())
                .as("NOT RUN: only MongoDB itself plans its queries")
                .isTrue();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void answersEveryQuestionFromAnIndex() {
        askEverything();

        assertThat(questions)
                .hasSizeGreaterThan(15)
                .allSatisfy(question -> assertThat(explained(question)).doesNotContain("COLLSCAN"));
    }

    @Test
    void findsWhatIsPendingInTheIndexThatHasNothingElse() {
        deliver(stored(message()), Seed.SLACK, Seed.NOW);
        questions.clear();

        store().backlog().pending(new LaneKey(CONVERSATION, Seed.SLACK), 10);

        assertThat(explained(questions.getFirst())).contains("journal_pending");
    }

    @Test
    void sweepsAndCountsWithoutALookAtDocuments() {
        stored(message());
        stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
        questions.clear();

        store().backlog().conversations(Seed.SLACK, null, 10);
        store().backlog().count(Seed.SLACK, Partitions.ALL, null, 10);

        assertThat(questions)
                .hasSize(2)
                .allSatisfy(question ->
                        assertThat(explained(question))
                                .contains("journal_pending", "PROJECTION_COVERED")
                                .doesNotContain("FETCH"));
    }

    @Test
    void findsWhatNoClientTookInTheIndexesThatHaveNothingElse() {
        deliver(stored(reply()), Target.LIVE_CLIENTS, Seed.NOW);
        questions.clear();

        store().heldMessages().firstUntaken(CHAT, 0);

        assertThat(questions).hasSize(2);
        assertThat(explained(questions.getFirst())).contains("journal_pending");
        assertThat(explained(questions.getLast())).contains("journal_parked");
    }

    private void askEverything() {
        Message first = stored(message().keyed(key("k", "f")));
        stored(answerTo(first.id()));
        store().journal().append(message().keyed(key("k", "f")).entry());
        store().history().messages(CONVERSATION, 1, 10);
        store().history().trace(first.id());
        store().history().findByReceipt(CONVERSATION, "r-1");
        store().conversations().find(CONVERSATION);
        store().conversations().list(null, 10);
        lanes();
        store().backlog().pending(new LaneKey(CONVERSATION, Target.SESSIONS_SERVER), 10);
        pendingPerTarget();
        store().deliveryLog().find(first.id(), Seed.SLACK);
        store().deliveryLog().statistics(Seed.SLACK, Instant.EPOCH);
        Target any = Target.channel(new ChannelId("other"));
        store().deliveryLog().list(query(any, Set.of()));
        store().deliveryLog().list(query(any, Set.of(State.PARKED)));
        store().deliveryLog().list(new Query(null, null, Set.of(), null, null, null, 10));
        store().deliveryLog().list(new Query(null, CONVERSATION, Set.of(), null, null, null, 10));
        askForClients();
        store().retention().purge(Seed.NOW, Seed.NOW, Seed.NOW);
    }

    private void askForClients() {
        stored(question());
        stored(reply());
        waitingForClients();
        store().heldMessages().firstUntaken(CHAT, 0);
        store().recentActivity().conversations(CHAT.origin(), null, 1);
        store().recentActivity().botMessages(CHAT.origin(), 10);
        Claim old = new Claim(CHAT, EndUser.NOBODY, 0, Seed.NOW.minusSeconds(1));
        store.bean(Claims.class).replace(null, old);
        store.bean(Claims.class).purge(Seed.NOW);
        store.bean(ClientSessions.class).purge(Seed.NOW);
        store.bean(WaitingParts.class).all();
        store.bean(UserNames.class).find(List.of(CHAT, CONVERSATION));
    }

    private static Query query(Target target, Set<State> states) {
        return new Query(target, null, states, null, null, null, 10);
    }

    private String explained(BsonDocument question) {
        return store.database()
                .runCommand(new Document("explain", question).append("verbosity", "queryPlanner"))
                .toJson();
    }

    private static BsonDocument essenceOf(BsonDocument command) {
        BsonDocument essence = new BsonDocument();
        command.forEach((name, value) -> {
            if (essence.isEmpty() || MATTER.contains(name)) {
                essence.append(name, value);
            }
        });
        return essence;
    }
}
