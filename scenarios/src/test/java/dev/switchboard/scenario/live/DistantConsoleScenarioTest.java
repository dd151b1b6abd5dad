package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.console.Agents.AtDesk;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.handoff.WrapUp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Agents whose consoles are at a hub that has not their desk.
class DistantConsoleScenarioTest extends DeskStory {

    private ConversationId chat;

    @BeforeEach
    void choose() {
        chat = chat(0);
    }

    private TestConsole far(String name) {
        return new TestConsole(owner().ports, TenantId.DEFAULT, name);
    }

    private TestConsole asksAndGets(String name) {
        TestConsole console = far(name).connect();
        wantsAgent(chat);
        return console;
    }

    private List<AtDesk> atDesk() {
        return desk().hub.agents.agents().atDesk(TenantId.DEFAULT);
    }

    @Test
    void areAtTheirDesk() {
        TestConsole ann = far("ann").connect();

        assertThat(ann.all).first().isInstanceOf(ConsoleEvent.Ready.class);
        assertThat(ann.told(ConsoleEvent.QueueSnapshot.class)).hasSize(2);
        assertThat(atDesk()).extracting(AtDesk::agent).containsExactly(ann.agent);
        assertThat(owner().hub.agents.agents().atDesk(TenantId.DEFAULT)).isEmpty();
    }

    @Test
    void haveConversationsLikeAllOthers() {
        TestConsole ann = asksAndGets("ann");
        Held held = ann.acceptOffer();

        userSays(chat, "one");
        aSecondPasses();
        assertThat(ann.say(chat, held.lease(), "m-1", "hello"))
                .isInstanceOf(SendResult.Accepted.class);
        userSays(chat, "two");
        aSecondPasses();

        assertThat(ann.seqs()).isSorted().doesNotHaveDuplicates();
        assertThat(ann.texts()).filteredOn(text -> !text.contains("handoff_")).hasSize(3);
        assertThat(ann.end(chat, held.lease())).isInstanceOf(Given.Done.class);
        assertThat(ann.last(ConsoleEvent.LeaseLost.class).why()).isEqualTo(Lost.ENDED);
    }

    @Test
    void wrapUpAConversationOfAnotherHub() {
        Duration time = Duration.ofMinutes(2);
        QueueGoals goals = new QueueGoals(TenantId.DEFAULT, QueueId.DEFAULT, 1, null, null, time);
        assertThat(desk().hub.supervision.goals().save(goals)).isTrue();
        TestConsole ann = asksAndGets("ann");
        Held held = ann.acceptOffer();

        ann.end(chat, held.lease());

        WrapUp wrapUp =
                new WrapUp(
                        chat,
                        held.lease().id(),
                        QueueId.DEFAULT,
                        handoff(chat).step().at().plus(time));
        assertThat(ann.told(ConsoleEvent.WrapUps.class))
                .containsExactly(new ConsoleEvent.WrapUps(List.of(wrapUp)));
        assertThat(far("ann/2").connect().last(ConsoleEvent.Ready.class).wrapUps())
                .containsExactly(wrapUp);
        assertThat(ann.endWrapUps(held.lease().id())).isEmpty();
        assertThat(ann.last(ConsoleEvent.WrapUps.class).all()).isEmpty();
    }

    @Test
    void seeWhatTheOtherConsolesOfTheirAgentSee() {
        TestConsole near = console("ann");
        TestConsole ann = asksAndGets("ann/2");
        ann.acceptOffer();

        userSays(chat, "one");
        aSecondPasses();

        assertThat(near.texts()).isEqualTo(ann.texts()).contains("\"one\"");
    }

    @Test
    void waitForRoomWithoutALoss() {
        TestConsole ann = asksAndGets("ann");
        ann.acceptOffer();
        ann.takesNothing();
        for (int i = 0; i < 200; i++) {
            userSays(chat, "word " + i);
        }
        aSecondPasses();
        int before = ann.texts().size();

        ann.takesAgain();
        aSecondPasses();

        assertThat(ann.texts()).hasSize(before + 200);
        assertThat(ann.seqs()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void leaveTheirDesk() {
        TestConsole ann = far("ann").connect();

        ann.signOut();

        assertThat(atDesk()).isEmpty();
    }

    @Test
    void goOnWhereTheyWereAtAnotherHub() {
        TestConsole ann = asksAndGets("ann");
        ann.acceptOffer();
        userSays(chat, "one");
        aSecondPasses();
        long seen = ann.seqs().getLast();
        ann.disconnect();
        userSays(chat, "two");

        TestConsole back = new TestConsole(desk().hub.agents, "ann").recoverFrom(chat, seen);
        aSecondPasses();

        assertThat(back.last(ConsoleEvent.Ready.class).recovered()).isTrue();
        assertThat(back.texts()).containsExactly("\"two\"");
    }

    @Test
    void areReplacedByALaterConnectionOfTheirSession() {
        TestConsole ann = far("ann").connect();

        console("ann");

        assertThat(ann.wasReplaced()).isTrue();
        assertThat(atDesk()).extracting(AtDesk::consoles).containsExactly(1);
    }

    @Test
    void connectAgainWhenTheirDeskMoves() {
        TestConsole ann = asksAndGets("ann");
        Held held = ann.acceptOffer();
        Side heir = owner();

        network.kill(desk().member);
        heir.hub.attachments.look();
        assertThat(ann.wasMoved()).isTrue();
        TestConsole back = new TestConsole(heir.ports, TenantId.DEFAULT, "ann").recover();

        assertThat(back.last(ConsoleEvent.Ready.class).leases())
                .extracting(Held::conversation)
                .containsExactly(chat);
        assertThat(back.say(chat, held.lease(), "m-1", "hello"))
                .isInstanceOf(SendResult.Accepted.class);
    }

    /// A desk that moves knows its consoles only when they have come.
    @Test
    void areNeverRefusedByADeskThatDoesNotKnowThemYet() {
        TestConsole ann = asksAndGets("ann");
        Held held = ann.acceptOffer();
        ConsoleEvent.Offer offer = ann.offer();
        Side heir = owner();

        network.kill(desk().member);

        assertThatThrownBy(() -> ann.say(chat, held.lease(), "m-1", "hello"))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> ann.note(chat, "n-1", "a note"))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> ann.accept(offer.handoff().id(), offer.handoff().version()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> ann.end(chat, held.lease()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(
                        () -> heir.ports.acceptance().heartbeat(ann.id, List.of(held.lease().id())))
                .isInstanceOf(StoreUnavailableException.class);

        heir.hub.attachments.look();
        TestConsole back = new TestConsole(heir.ports, TenantId.DEFAULT, "ann").recover();
        assertThat(back.say(chat, held.lease(), "m-1", "hello"))
                .isInstanceOf(SendResult.Accepted.class);
    }

    @Test
    void areMissedWhenTheirHubEnds() {
        far("ann").connect();
        Side desk = desk();

        network.kill(owner().member);
        desk.hub.attachments.look();

        assertThat(desk.hub.agents.agents().atDesk(TenantId.DEFAULT)).isEmpty();
    }

    @Test
    void connectAgainAfterAParcelThatWasLost() {
        TestConsole ann = far("ann").connect();
        network.lose(path -> path.contains("TellConsoles"));
        wantsAgent(chat);
        network.lose(_ -> false);

        owner().hub.attachments.look();

        assertThat(ann.wasMoved()).isTrue();
        assertThat(atDesk()).isEmpty();
    }

    @Test
    void areRefusedWhileTheirDeskIsAway() {
        TestConsole ann = far("ann");
        network.lose(path -> path.contains("AttachConsoles"));

        assertThatThrownBy(ann::connect).isInstanceOf(StoreUnavailableException.class);
    }
}
