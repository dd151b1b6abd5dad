package dev.switchboard.scenario.live;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAsksForAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.WatchWall.ChatLine;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Followers of a conversation that this hub takes, or keeps after all.
class MovedFollowersScenarioTest extends LiveStory {

    private static final Partitions MOVING = Partitions.of(BOT_CHAT);
    private static final String LATE = "\"late\"";
    private static final String MEANWHILE = "\"meanwhile\"";

    private Message journal(Party author, String json) {
        return ((Appended.Stored)
                        world.journal.append(
                                message()
                                        .in(BOT_CHAT)
                                        .by(author)
                                        .owedTo(Target.LIVE_CLIENTS)
                                        .saying(json)
                                        .entry()))
                .message();
    }

    /// The hub before is frozen amid a write, and goes on when another one has its conversations.
    private void takeFromAFrozenHub() {
        hub.ownership.lose(MOVING, hub.listeners());
        hub.ownership.take(MOVING, false, hub.listeners());
        journal(Party.BOT, LATE);
        for (PartitionListener each : hub.listeners()) {
            each.recover(MOVING, false);
        }
    }

    private TestConsole console() {
        TestConsole ann = new TestConsole(hub.agents, "ann").connect();
        hub.replies.accept(botAsksForAgent());
        ann.acceptOffer();
        return ann;
    }

    @Test
    void showPagesWhatAFrozenHubJournalsLate() {
        Browser page = browser("page");
        own(page, BOT_CHAT);

        takeFromAFrozenHub();

        assertThat(page.texts()).containsExactly(LATE);
    }

    @Test
    void showAgentsWhatAFrozenHubJournalsLate() {
        TestConsole ann = console();

        takeFromAFrozenHub();

        assertThat(ann.texts()).containsOnlyOnce(LATE);
    }

    /// A message is under way when this hub begins to give its conversation away.
    @Test
    void showAgentsWhatIsJournaledWhileThisHubWouldGiveTheConversationAway() {
        TestConsole ann = console();

        hub.ownership.lose(MOVING);
        hub.publish(new Event.Appended(journal(Party.USER, MEANWHILE), List.of()));
        hub.ownership.take(MOVING, true);

        assertThat(ann.texts()).containsOnlyOnce(MEANWHILE);
    }

    @Test
    void showSupervisorsThatAUserWasAnsweredWhileTheConversationMoved() {
        console();
        TestConsole sue = new TestConsole(hub.agents, "sue").connectAsSupervisor();
        hub.supervision.wall().watch(sue.id, null);
        Message asked = journal(Party.USER, MEANWHILE);
        hub.publish(new Event.Appended(asked, List.of()));

        hub.ownership.lose(MOVING);
        journal(Party.AGENT, "\"an answer that the next owner journals\"");
        hub.ownership.lose(MOVING, hub.listeners());
        world.clock.advance(Duration.ofSeconds(1));

        assertThat(sue.last(ConsoleEvent.WallUpdate.class).lines().chats())
                .extracting(ChatLine::unansweredSince)
                .containsExactly((Instant) null);
    }

    /// The desk knows the lease of another hub's conversation as it was at its last step.
    @Test
    void doNotCountAnewWhatAgentsHaveReadInAConversationThatMoves() {
        TestConsole ann = console();
        Message said = journal(Party.USER, MEANWHILE);
        hub.publish(new Event.Appended(said, List.of()));
        hub.agents.messages().read(ann.id, BOT_CHAT, said.seq());

        hub.ownership.lose(MOVING, hub.listeners());
        world.clock.advance(Duration.ofSeconds(1));

        assertThat(ann.told(ConsoleEvent.Unread.class).getLast().total()).isZero();
    }
}
