package dev.switchboard.adapter.out.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Query;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every query finds its rows by an index, and goes on doing so when there are many.
class QueryPlanIT extends EmbeddedStoreCase {

    private static final int MANY = 100_000;

    /// Reads the rows of a table one by one, or all of an index.
    private static final String SCAN = "SCAN ";

    /// All parts that wait are what is asked for.
    private static final String LISTS_PARTS = "SCAN waiting_part USING INDEX waiting_part_age";

    static Stream<String> queries() {
        return Stream.of(journalQueries(), liveQueries(), searches()).flatMap(it -> it);
    }

    private static Stream<String> liveQueries() {
        return Stream.of(
                EmbeddedClaims.ONE,
                EmbeddedClaims.SEEN,
                EmbeddedClaims.UNSEEN,
                ClientSessionRows.ONE,
                EmbeddedClientSessions.ADVANCE,
                EmbeddedClientSessions.STALE,
                EmbeddedAgentSessions.ONE,
                EmbeddedWaitingParts.OLDEST,
                EmbeddedTokenVault.ONE,
                EmbeddedHeldMessages.UNTAKEN,
                EmbeddedRecentActivity.PAGE,
                EmbeddedRecentActivity.BOT_MESSAGES);
    }

    private static Stream<String> journalQueries() {
        return Stream.of(
                KnownConversations.FIND,
                IdempotencyKeys.FIND,
                IdempotencyKeys.LIVING,
                IdempotencyKeys.ANSWER,
                DeliveryTable.FIRST_CALL,
                DeliveryTable.ANSWER,
                DeliveryTable.ONE,
                DeliveryTable.PENDING_OF_TARGET,
                DeliveryTable.LAST_POSITION,
                MessageRows.ONE,
                EmbeddedHistory.MESSAGES,
                EmbeddedHistory.BY_RECEIPT,
                EmbeddedHistory.DELIVERIES,
                EmbeddedHistory.TRACE,
                EmbeddedBacklog.NEXT_TARGET,
                EmbeddedBacklog.PENDING,
                EmbeddedBacklog.STEP,
                EmbeddedDeliveryLog.ONE,
                EmbeddedDeliveryLog.FIGURES,
                EmbeddedConversations.ONE,
                EmbeddedConversations.PAGE,
                EmbeddedChannelRegistry.ONE,
                EmbeddedChannelRegistry.PAGE,
                EmbeddedAuditLog.PAGE,
                ExpiredKeys.PAGE_END,
                ExpiredKeys.PURGE,
                EmbeddedRetention.DEAD,
                EmbeddedRetention.OLDEST);
    }

    private static Stream<String> searches() {
        MessageId after = new MessageId("msg_" + "0".repeat(32));
        ConversationId conversation = EntryDraft.CONVERSATION;
        List<String> texts = new ArrayList<>();
        for (Set<State> states :
                List.of(Set.<State>of(), Set.of(State.PARKED), Set.of(State.DELIVERED))) {
            texts.add(search(new Query(null, null, states, null, null, after, 10)));
            texts.add(search(new Query(Seed.SLACK, null, states, null, Seed.NOW, null, 10)));
            texts.add(search(new Query(Seed.SLACK, null, states, "refused", null, after, 10)));
            texts.add(search(new Query(null, conversation, states, null, null, after, 10)));
            texts.add(search(new Query(Seed.SLACK, conversation, states, null, null, null, 10)));
        }
        return texts.stream().distinct();
    }

    private static String search(Query query) {
        return new DeliverySearch(query).text();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void findsItsRowsByAnIndex(String query) {
        assertThat(plan(query))
                .filteredOn(step -> !step.equals(LISTS_PARTS))
                .noneMatch(step -> step.startsWith(SCAN) && !step.startsWith("SCAN CONSTANT"));
    }

    @Test
    void keepsItsPlansWhenThereAreManyRows() {
        List<List<String>> before = queries().map(this::plan).toList();

        opened().store().write(QueryPlanIT::insertMany);

        assertThat(queries().map(this::plan).toList()).isEqualTo(before);
        assertThat(opened().store().<Long>read(sql -> sql.number("SELECT count(*) FROM delivery")))
                .isEqualTo(MANY);
    }

    private List<String> plan(String query) {
        return opened().store()
                .write(sql -> sql.list("EXPLAIN QUERY PLAN " + query, row -> row.text("detail")));
    }

    private static Integer insertMany(Sql sql) throws SQLException {
        sql.update("INSERT INTO target (id, name) VALUES (1, 'channel:slack-sim')");
        sql.update(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                INSERT INTO message (id, conversation, seq, party, author, content, accepted_at)
                SELECT unhex(printf('%%032x', i)), i %% 1000, i / 1000, 'SYSTEM', 'svc', '{}', i
                FROM n
                """
                        .formatted(MANY));
        return sql.update(
                """
                INSERT INTO delivery (message, target, conversation, accepted_at, position, state,
                    revision, attempts)
                SELECT id, 1, conversation, accepted_at, seq << 20, 'DELIVERED', 1, 1 FROM message
                """);
    }
}
