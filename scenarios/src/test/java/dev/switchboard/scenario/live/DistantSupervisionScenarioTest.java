package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Choice;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Chosen;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Assigned;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Directive;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Emptied;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Emptying;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination.ToAgent;
import dev.switchboard.application.port.in.handoff.WatchWall.ChatLine;
import dev.switchboard.application.port.in.handoff.WatchWall.QueueDay;
import dev.switchboard.application.port.in.handoff.WatchWall.QueueLine;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Supervisors whose desk is at one hub see and lead the work on a conversation of another one.
class DistantSupervisionScenarioTest extends DeskStory {

    private ConversationId chat;
    private TestConsole ann;
    private TestConsole sue;

    @BeforeEach
    void begin() {
        chat = chat(0);
        ann = console("ann");
        sue = new TestConsole(desk().hub.agents, "sue").connectAsSupervisor();
        desk().hub.agents.views().choose(sue.id, 1, 2);
        wantsAgent(chat);
    }

    private SuperviseHandoffs supervision() {
        return desk().hub.supervision.handoffs();
    }

    private Directive directive(String id) {
        Handoff now = handoff(chat);
        return new Directive(chat, now.id(), now.version(), id, id, "");
    }

    @Test
    void watchItAndWhisper() {
        ann.acceptOffer();
        desk().hub.agents.views().watch(sue.id, chat, 0L);

        userSays(chat, "one");
        aSecondPasses();
        assertThat(sue.whisper(chat, "n-1", "be kind")).isInstanceOf(SendResult.Accepted.class);
        aSecondPasses();
        aSecondPasses();

        assertThat(sue.texts()).contains("\"one\"");
        assertThat(sue.seqs()).isSorted().doesNotHaveDuplicates();
        assertThat(ann.pushed)
                .last()
                .extracting(TestConsole::everything)
                .asString()
                .contains("kind");
    }

    @Test
    void takeItOver() {
        ann.acceptOffer();

        Accepted taken = supervision().take(sue.id, directive("t-1"));

        assertThat(taken).isInstanceOf(Accepted.Done.class);
        assertThat(ann.last(ConsoleEvent.LeaseLost.class).why()).isEqualTo(Lost.TAKEN);
        assertThat(sue.last(ConsoleEvent.ContextSnapshot.class).held().conversation())
                .isEqualTo(chat);
        assertThat(((Leased) handoff(chat)).holder()).isEqualTo(sue.agent);
    }

    @Test
    void assignIt() {
        ann.acceptOffer();
        TestConsole ben = console("ben");

        var assigned = supervision().assign(sue.id, directive("a-1"), new ToAgent(ben.agent.id()));

        assertThat(assigned).isInstanceOf(Assigned.Done.class);
        assertThat(ben.offer().handoff().conversation()).isEqualTo(chat);
    }

    @Test
    void emptyAnAgent() {
        ann.acceptOffer();

        var emptied =
                supervision()
                        .empty(
                                sue.id,
                                new Emptying(ann.agent.id(), QueueId.DEFAULT, "e-1", "e-1", ""));

        assertThat(emptied).isEqualTo(new Emptied.Done(1, 0));
        assertThat(handoff(chat)).isInstanceOf(Handoff.Queued.class);
    }

    @Test
    void putAnAgentIntoAnotherState() {
        var chosen =
                desk().hub
                        .supervision
                        .agents()
                        .choose(sue.id, new Choice(ann.agent.id(), "c-1", 1, 4));

        assertThat(chosen).isEqualTo(new Chosen.Done(new AgentReadiness(1, 4, Kind.AWAY)));
        assertThat(ann.last(ConsoleEvent.AvailabilityChanged.class).by())
                .isEqualTo(new ConsoleEvent.Chooser(sue.agent.id(), "sue"));
    }

    @Test
    void tagItWithWhatTheTenantHas() {
        ann.acceptOffer();
        desk().hub.agents.views().watch(sue.id, chat, null);

        var tagged = sue.tag(chat, "g-1", List.of(new LabelId("nobodys")), List.of());

        assertThat(tagged).isEqualTo(DeskRefusal.NO_SUCH_TAG);
    }

    @Test
    void seeItOnTheWall() {
        ann.acceptOffer();
        desk().hub.supervision.wall().watch(sue.id, null);
        assertThat(sue.last(ConsoleEvent.WallSnapshot.class).lines().chats())
                .extracting(ChatLine::conversation)
                .containsExactly(chat);

        pass(10);
        var since = ann.say(chat, ((Leased) handoff(chat)).lease(), "m-1", "hello");
        aSecondPasses();
        pass(1);

        assertThat(since).isInstanceOf(SendResult.Accepted.class);
        assertThat(sue.told(ConsoleEvent.WallUpdate.class))
                .flatExtracting(update -> update.lines().queues())
                .extracting(QueueLine::today)
                .as("steps of a conversation that another hub owns")
                .contains(new QueueDay(1, 1, null, 0, Duration.ZERO, Duration.ZERO));
        assertThat(sue.last(ConsoleEvent.WallUpdate.class).lines().chats())
                .extracting(ChatLine::unansweredSince)
                .containsExactly((Instant) null);
    }
}
