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
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a [Backlog] promises.
public interface BacklogContract extends StoreContract {
    @Test
    default void owesNothingWhenNothingWasSent() {
        assertThat(store().backlog().lanes(null, 10)).isEmpty();
        assertThat(store().backlog().pending(laneOf("nope"), 10)).isEmpty();
        assertThat(store().backlog().pendingPerTarget()).isEmpty();
    }

    @Test
    default void hasOneLanePerConversationAndTarget() {
        Message question = stored(message());
        stored(message());
        stored(message().inSession("other").owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
        stored(answerTo(question.id()));

        assertThat(store().backlog().lanes(null, 10))
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

        assertThat(store().backlog().lanes(null, 10)).containsExactly(laneOf("retried"));
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
        assertThat(store().backlog().lanes(null, 10)).isEqualTo(allLanes(1));
        assertThat(store().backlog().pendingPerTarget()).containsEntry(Target.LIVE_CLIENTS, 2);
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

        assertThat(allLanes(1)).isEqualTo(store().backlog().lanes(null, 100)).hasSize(10);
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
    default void countsWhatIsPendingPerTarget() {
        Target teams = new Target(Target.Kind.CHANNEL, "teams");
        stored(message());
        stored(message().inSession("other"));
        stored(message().owedTo(teams));
        deliver(stored(message().owedTo(Target.SESSIONS_SERVER)), Target.SESSIONS_SERVER, Seed.NOW);

        assertThat(store().backlog().pendingPerTarget())
                .containsExactlyInAnyOrderEntriesOf(Map.of(Seed.SLACK, 2, teams, 1));
    }

    private List<LaneKey> allLanes(int limit) {
        List<LaneKey> all = new ArrayList<>();
        @Nullable LaneKey last = null;
        List<LaneKey> page = store().backlog().lanes(last, limit);
        while (!page.isEmpty()) {
            all.addAll(page);
            last = page.getLast();
            page = store().backlog().lanes(last, limit);
        }
        return all;
    }

    private static LaneKey laneOf(String session) {
        return new LaneKey(ConversationId.ofSession(session), Seed.SLACK);
    }
}
