package dev.switchboard.application.port.out.delivery;

import static dev.switchboard.application.port.out.store.EntryDraft.BOT;
import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of [Backlog].
public interface BacklogContract extends StoreContract {
    @Test
    default void owesNothingWhenNothingWasSent() {
        assertThat(lanes()).isEmpty();
        assertThat(store().backlog().pending(laneOf("nope"), 10)).isEmpty();
        assertThat(pendingPerTarget()).isEmpty();
    }

    @Test
    default void hasOneLanePerConversationAndTarget() {
        Message question = stored(message());
        stored(message());
        stored(message().inSession("other").owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
        stored(answerTo(question.id()));

        assertThat(lanes())
                .containsExactlyInAnyOrder(
                        new LaneKey(CONVERSATION, Seed.SLACK),
                        new LaneKey(CONVERSATION, Target.SESSIONS_SERVER),
                        laneOf("other"),
                        new LaneKey(ConversationId.ofSession("other"), Target.SESSIONS_SERVER));
    }

    @Test
    default void listsNoLaneInWhichEverythingIsSettled() {
        deliver(stored(message().inSession("delivered")), Seed.SLACK, Seed.NOW);
        giveUp(stored(message().inSession("parked")), Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        retry(stored(message().inSession("retried")), Seed.SLACK, Seed.NOW);

        assertThat(lanes()).containsExactly(laneOf("retried"));
    }

    @Test
    default void listsNoLaneOfClientsButCountsAndShowsIt() {
        stored(question());
        stored(reply());
        stored(reply().in(CONVERSATION));
        stored(message());

        assertThat(allLanes(1))
                .containsExactlyInAnyOrder(
                        new LaneKey(CHAT, BOT), new LaneKey(CONVERSATION, Seed.SLACK));
        assertThat(lanes()).isEqualTo(allLanes(1));
        assertThat(pendingPerTarget()).containsEntry(Target.LIVE_CLIENTS, 2);
        assertThat(pendingSeqs(CHAT, Target.LIVE_CLIENTS)).containsExactly(2L);
    }

    @Test
    default void pagesThroughAllLanes() {
        for (int i = 0; i < 250; i++) {
            stored(message().inSession("s" + i).owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
        }

        List<LaneKey> lanes = allLanes(100);

        assertThat(lanes).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    default void pagesThroughLanesOneByOneInTheSameOrder() {
        Target teams = new Target(Target.Kind.CHANNEL, "teams");
        for (String session : List.of("b", "a", "B", "a:1", "\u00e9")) {
            stored(message().inSession(session).owedTo(Seed.SLACK, teams));
        }

        assertThat(allLanes(1)).isEqualTo(lanes()).hasSize(10);
    }

    @Test
    default void namesEachTargetOnceInTheSameOrder() {
        Target teams = new Target(Target.Kind.CHANNEL, "teams");
        stored(message().owedTo(teams));
        stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
        stored(message().inSession("other").owedTo(teams, Seed.SLACK));
        stored(reply());

        List<Target> targets = WholeBacklog.of(store().backlog()).targets();

        assertThat(targets)
                .containsExactlyInAnyOrder(
                        teams, Seed.SLACK, Target.SESSIONS_SERVER, Target.LIVE_CLIENTS);
        assertThat(WholeBacklog.of(store().backlog()).targets()).isEqualTo(targets);
    }

    @Test
    default void looksAtNoMoreThanAskedHoweverMuchIsPending() {
        IntStream.range(0, 30).forEach(_ -> stored(message().inSession("long")));
        IntStream.range(0, 30).forEach(i -> stored(message().inSession("s" + i)));

        Backlog.Conversations lanes = store().backlog().conversations(Seed.SLACK, null, 10);
        Backlog.Count count = store().backlog().count(Seed.SLACK, Partitions.ALL, null, 10);

        assertThat(lanes.found()).hasSizeLessThanOrEqualTo(10);
        assertThat(lanes.next()).isNotNull();
        assertThat(count.pending()).isLessThanOrEqualTo(10);
        assertThat(count.next()).isNotNull();
        assertThat(allLanes(10)).hasSize(31).doesNotHaveDuplicates();
        assertThat(new WholeBacklog(store().backlog(), 7).counts()).containsEntry(Seed.SLACK, 60);
    }

    @Test
    default void passesOverWhatIsSettledForTheTargetAndPendingForAnother() {
        for (int i = 0; i < 25; i++) {
            Message both = stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
            deliver(both, Seed.SLACK, Seed.NOW);
        }
        stored(message());
        stored(message().inSession("other"));

        assertThat(new WholeBacklog(store().backlog(), 10).conversations(Seed.SLACK))
                .containsExactlyInAnyOrder(CONVERSATION, ConversationId.ofSession("other"));
        assertThat(new WholeBacklog(store().backlog(), 10).count(Seed.SLACK)).isEqualTo(2);
    }

    @Test
    default void countsThePartsOfEachHub() {
        IntStream.range(0, 30).forEach(i -> stored(message().inSession("s" + i)));
        Partitions some = Partitions.of(IntStream.range(0, PartitionTable.PARTITIONS / 2));
        WholeBacklog backlog = new WholeBacklog(store().backlog(), 7);

        int here = backlog.count(Seed.SLACK, some);
        int elsewhere = backlog.count(Seed.SLACK, Partitions.ALL.minus(some));

        assertThat(here).isBetween(1, 29);
        assertThat(here + elsewhere).isEqualTo(30);
        assertThat(backlog.count(Seed.SLACK, Partitions.NONE)).isZero();
    }

    @Test
    default void namesConversationsWithSomethingPendingForClients() {
        stored(reply());
        stored(reply());
        stored(reply().in(chat("other")));
        deliver(stored(reply().in(chat("taken"))), Target.LIVE_CLIENTS, Seed.NOW);
        giveUp(
                stored(reply().in(chat("parked"))),
                Target.LIVE_CLIENTS,
                ParkReason.NO_CLIENT,
                Seed.NOW);

        assertThat(waitingForClients()).containsExactlyInAnyOrder(CHAT, chat("other"));
    }

    @Test
    default void listsWhatIsPendingBySeq() {
        List<Message> messages = IntStream.range(0, 5).mapToObj(i -> stored(message())).toList();
        deliver(messages.get(1), Seed.SLACK, Seed.NOW);
        retry(messages.get(2), Seed.SLACK, Seed.NOW.plusSeconds(60));

        List<Owed> pending = store().backlog().pending(new LaneKey(CONVERSATION, Seed.SLACK), 10);

        assertThat(pending)
                .extracting(owed -> owed.message().seq())
                .containsExactly(1L, 3L, 4L, 5L);
        assertThat(pending.get(1))
                .isEqualTo(new Owed(messages.get(2), pendingOf(messages.get(2), Seed.SLACK)));
    }

    @Test
    default void listsNoMoreThanAsked() {
        IntStream.range(0, 5).forEach(_ -> stored(message()));

        assertThat(store().backlog().pending(new LaneKey(CONVERSATION, Seed.SLACK), 2))
                .extracting(owed -> owed.message().seq())
                .containsExactly(1L, 2L);
    }

    @Test
    default void putsReDrivenMessagesBehindWhatWasPendingAndListsAsManyAsAsked() {
        List<Message> messages = IntStream.range(0, 12).mapToObj(_ -> stored(message())).toList();
        for (int i : List.of(1, 0, 2)) {
            giveUp(messages.get(i), Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        }
        for (int i : List.of(1, 0, 2)) {
            store().journal().redrive(messages.get(i).id(), Seed.SLACK, Seed.NOW);
        }
        stored(message());
        LaneKey lane = new LaneKey(CONVERSATION, Seed.SLACK);

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK))
                .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 2L, 1L, 3L, 13L);
        for (int limit = 1; limit < 13; limit++) {
            assertThat(store().backlog().pending(lane, limit))
                    .isEqualTo(store().backlog().pending(lane, 100).subList(0, limit));
        }
    }

    @Test
    default void countsWhatIsPendingPerTarget() {
        Target teams = new Target(Target.Kind.CHANNEL, "teams");
        stored(message());
        stored(message().inSession("other"));
        stored(message().owedTo(teams));
        deliver(stored(message().owedTo(Target.SESSIONS_SERVER)), Target.SESSIONS_SERVER, Seed.NOW);

        assertThat(pendingPerTarget())
                .containsExactlyInAnyOrderEntriesOf(Map.of(Seed.SLACK, 2, teams, 1));
    }

    private List<LaneKey> allLanes(int limit) {
        return new WholeBacklog(store().backlog(), limit).lanes();
    }

    private static ConversationId chat(String id) {
        return ConversationId.of("chat", id);
    }

    private static LaneKey laneOf(String session) {
        return new LaneKey(ConversationId.ofSession(session), Seed.SLACK);
    }
}
