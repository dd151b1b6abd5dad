package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Beat;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.Read;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination.ToAgent;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.service.console.ConsoleModule.QueueFigure;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Step.Kind;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Agents whose desk is at one hub have a conversation that another one owns.
class DistantDeskScenarioTest extends DeskStory {

    private ConversationId chat;
    private TestConsole ann;

    @BeforeEach
    void ask() {
        chat = chat(0);
        ann = console("ann");
        wantsAgent(chat);
    }

    private Leased leased() {
        return (Leased) handoff(chat);
    }

    private List<String> words() {
        return ann.texts().stream().filter(text -> !text.contains("handoff_")).toList();
    }

    @Test
    void areOfferedItAndAcceptIt() {
        assertThat(ann.offer().handoff().conversation()).isEqualTo(chat);

        Held held = ann.acceptOffer();

        assertThat(leased().lease().id()).isEqualTo(held.lease().id());
        assertThat(ann.last(ConsoleEvent.ContextSnapshot.class).held().conversation())
                .isEqualTo(chat);
        assertThat(desk().hub.agents.queueFigures())
                .extracting(QueueFigure::waiting)
                .containsOnly(0);
    }

    @Test
    void areShownItLaterIfTheStoreWasAwayWhenTheyGotIt() {
        Handoff offered = ann.offer().handoff();
        ann.withTheNext(ConsoleEvent.Revoked.class, world.outage::begin);
        var _ = catchThrowable(() -> ann.accept(offered.id(), offered.version()));
        world.outage.end();
        assertThat(ann.told(ConsoleEvent.ContextSnapshot.class)).isEmpty();

        aSecondPasses();
        aSecondPasses();
        userSays(chat, "are you there?");
        aSecondPasses();

        assertThat(ann.told(ConsoleEvent.ContextSnapshot.class)).hasSize(1);
        assertThat(words()).hasSize(1);
    }

    @Test
    void declineIt() {
        TestConsole ben = console("ben");
        ConsoleEvent.Offer offer = ann.offer();

        desk().hub
                .agents
                .acceptance()
                .decline(ann.id, offer.handoff().id(), offer.handoff().version(), "");

        assertThat(ben.offer().handoff().conversation()).isEqualTo(chat);
        assertThat(ann.last(ConsoleEvent.Revoked.class).handoff()).isEqualTo(offer.handoff().id());
    }

    @Test
    void answerAndHearTheUserInOrderAndOnce() {
        Held held = ann.acceptOffer();

        userSays(chat, "one");
        userSays(chat, "two");
        aSecondPasses();
        assertThat(ann.say(chat, held.lease(), "m-1", "hello"))
                .isInstanceOf(SendResult.Accepted.class);
        userSays(chat, "three");
        aSecondPasses();
        aSecondPasses();

        assertThat(words()).hasSize(4).element(2).asString().contains("hello");
        assertThat(ann.seqs()).isSorted().doesNotHaveDuplicates();
        assertThat(journaled(chat)).anyMatch(text -> text.contains("hello"));
    }

    @Test
    void readIt() {
        ann.acceptOffer();
        userSays(chat, "one");
        userSays(chat, "two");
        aSecondPasses();
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(ann.last(ConsoleEvent.Unread.class).conversations()).containsEntry(chat, 2);

        var left = desk().hub.agents.messages().read(ann.id, chat, ann.seqs().getLast());

        assertThat(left).isEqualTo(new Read.Marked(0, 0));
        pass(1);
        assertThat(leased().lease().readSeq()).isEqualTo(ann.seqs().getLast());
        assertThat(world.store.history().messages(chat, 0, 100))
                .flatMap(Recorded::deliveries)
                .filteredOn(delivery -> delivery.target().equals(Target.CONSOLES))
                .hasSize(2)
                .allMatch(Delivered.class::isInstance);
    }

    @Test
    void transferItToAColleague() {
        Held held = ann.acceptOffer();
        TestConsole ben = console("ben");

        var given = ann.transfer(chat, held.lease(), new ToAgent(ben.agent.id()), "please");

        assertThat(given).isInstanceOf(Given.Done.class);
        assertThat(ann.last(ConsoleEvent.LeaseLost.class).why()).isEqualTo(Lost.TRANSFERRED);
        assertThat(ben.acceptOffer().conversation()).isEqualTo(chat);
    }

    @Test
    void endItOnce() {
        Held held = ann.acceptOffer();

        assertThat(ann.end(chat, held.lease())).isInstanceOf(Given.Done.class);
        assertThat(ann.end(chat, held.lease())).isInstanceOf(Given.Done.class);

        assertThat(handoff(chat)).isInstanceOf(Handoff.Ended.class);
        assertThat(ann.told(ConsoleEvent.LeaseLost.class)).hasSize(1);
        assertThat(ann.say(chat, held.lease(), "m-1", "late")).isEqualTo(DeskRefusal.LEASE_LOST);
    }

    @Test
    void keepItAsLongAsTheyRenewIt() {
        Held held = ann.acceptOffer();
        var lease = List.of(held.lease().id());

        pass(100);
        assertThat(desk().hub.agents.acceptance().heartbeat(ann.id, lease))
                .allMatch(Beat.Renewed.class::isInstance);
        pass(100);
        assertThat(handoff(chat)).isInstanceOf(Leased.class);
        pass(30);

        assertThat(handoff(chat).step().kind()).isIn(Kind.LAPSED, Kind.OFFERED);
        assertThat(ann.last(ConsoleEvent.LeaseLost.class).why()).isEqualTo(Lost.EXPIRED);
    }

    @Test
    void loseItWhenTheyAreGone() {
        ann.acceptOffer();
        ann.disconnect();

        pass(59);
        assertThat(handoff(chat)).isInstanceOf(Leased.class);
        pass(2);

        assertThat(handoff(chat).step().note()).isEqualTo("agent_gone");
    }

    @Test
    void haveNoMoreThanTheyMayHave() {
        ann.acceptOffer();
        wantsAgent(chat(1));
        ann.acceptOffer();
        wantsAgent(chat(2));

        Handoff third = handoff(chat(2));

        assertThat(third).isInstanceOf(Handoff.Waiting.class);
        assertThat(ann.accept(third.id(), third.version())).isEqualTo(DeskRefusal.AT_LIMIT);
        assertThat(desk().hub.agents.agents().held(ann.agent)).hasSize(2);
    }

    @Test
    void giveTheirPlaceBackWhenItIsRefused() {
        Handoff offered = ann.offer().handoff();

        assertThat(ann.accept(offered.id(), offered.version() - 1)).isEqualTo(DeskRefusal.CHANGED);

        assertThat(desk().hub.agents.agents().held(ann.agent)).isEmpty();
    }
}
