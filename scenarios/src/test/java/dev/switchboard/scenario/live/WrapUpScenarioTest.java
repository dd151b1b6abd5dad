package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.AgentTarget;
import dev.switchboard.application.port.in.handoff.WatchWall.AgentLine;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.handoff.WrapUp;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// After a conversation an agent has time to write it up. Ann has two conversations, as many as an
/// agent may have, and others wait.
class WrapUpScenarioTest extends SupervisionStory {

    private static final Duration TIME = Duration.ofSeconds(45);

    private Held second;

    @BeforeEach
    void annHasAsManyAsSheMay() {
        say(QueueId.DEFAULT, TIME);
        waits("second");
        second = ann.acceptOffer();
        waits("third");
        assertThat(offered()).isEqualTo(2);
    }

    private void say(QueueId queue, @Nullable Duration wrapUp) {
        long version = world.goals.of(TenantId.DEFAULT, queue).version() + 1;
        var goals = new QueueGoals(TenantId.DEFAULT, queue, version, null, null, wrapUp);
        assertThat(hub.supervision.goals().save(goals)).isTrue();
    }

    private int offered() {
        return ann.told(ConsoleEvent.Offer.class).size();
    }

    private void pass(int seconds) {
        world.clock.advance(Duration.ofSeconds(seconds));
    }

    private WrapUp ofSecond(Instant ended) {
        return new WrapUp(
                second.conversation(), second.lease().id(), QueueId.DEFAULT, ended.plus(TIME));
    }

    private List<WrapUp> told(TestConsole console) {
        return console.last(ConsoleEvent.WrapUps.class).all();
    }

    private void ends(Held held) {
        ann.end(held.conversation(), held.lease());
    }

    private Accepted accepts(Handoff waiting) {
        return ann.accept(waiting.id(), waiting.version());
    }

    @Test
    void aPlaceStaysTakenUntilItIsOver() {
        TestConsole other = new TestConsole(hub.agents, "ann/2").connect();
        Instant now = world.clock.instant();

        ends(second);
        assertThat(told(ann)).containsExactly(ofSecond(now));
        assertThat(told(other)).containsExactly(ofSecond(now));
        pass(44);

        assertThat(offered()).isEqualTo(2);
        assertThat(accepts(handoff(ConversationId.of("bot", "third"))))
                .isEqualTo(DeskRefusal.AT_LIMIT);

        pass(1);

        assertThat(told(ann)).isEmpty();
        assertThat(told(other)).isEmpty();
        assertThat(offered()).isEqualTo(3);
        assertThat(ann.acceptOffer().conversation().externalId()).isEqualTo("third");
    }

    @Test
    void itsAgentIsReadyAtOnceIfTheyWant() {
        ends(second);
        ends(held);
        assertThat(told(ann)).hasSize(2);
        assertThat(offered()).isEqualTo(2);

        List<WrapUp> rest = ann.endWrapUps(second.lease().id());

        assertThat(rest).extracting(WrapUp::lease).containsExactly(held.lease().id());
        assertThat(told(ann)).isEqualTo(rest);
        assertThat(offered()).isEqualTo(3);
    }

    @Test
    void endingItTwiceEndsNoOther() {
        ends(second);
        ann.endWrapUps(second.lease().id());
        ends(held);
        int events = ann.told(ConsoleEvent.WrapUps.class).size();

        List<WrapUp> rest = ann.endWrapUps(second.lease().id());

        assertThat(rest).extracting(WrapUp::lease).containsExactly(held.lease().id());
        assertThat(ann.told(ConsoleEvent.WrapUps.class)).hasSize(events);
        pass(45);
        assertThat(ann.endWrapUps(held.lease().id())).isEmpty();
    }

    @Test
    void nobodyEndsThatOfAnotherAgent() {
        ends(second);

        assertThat(sue.endWrapUps(second.lease().id())).isEmpty();

        assertThat(told(ann)).hasSize(1);
        assertThat(offered()).isEqualTo(2);
    }

    @Test
    void followsATransfer() {
        ann.transfer(
                second.conversation(),
                second.lease(),
                new Destination.ToQueue(LiveHub.SALES),
                "a bill");

        assertThat(told(ann)).extracting(WrapUp::lease).containsExactly(second.lease().id());
        assertThat(offered()).isEqualTo(2);
    }

    @Test
    void followsWhenTheCustomerLeft() {
        hub.leave(second.conversation());

        assertThat(told(ann)).extracting(WrapUp::lease).containsExactly(second.lease().id());
        assertThat(offered()).isEqualTo(2);
    }

    @Test
    void doesNotFollowWhenASupervisorTookTheConversation() {
        takes(sue, handoff(second.conversation()), "t-1", "");

        assertThat(ann.told(ConsoleEvent.WrapUps.class)).isEmpty();
        assertThat(offered()).isEqualTo(3);
    }

    @Test
    void doesNotFollowALeaseThatLapsed() {
        pass(121);

        assertThat(ann.told(ConsoleEvent.LeaseLost.class)).hasSize(2);
        assertThat(ann.told(ConsoleEvent.WrapUps.class)).isEmpty();
    }

    @Test
    void isThatOfTheQueueAsItWasWhenTheConversationEnded() {
        ends(second);
        say(QueueId.DEFAULT, Duration.ZERO);
        say(LiveHub.SALES, TIME);

        ends(held);

        assertThat(told(ann)).extracting(WrapUp::lease).containsExactly(second.lease().id());
        assertThat(offered()).isEqualTo(3);
    }

    @Test
    void survivesAReconnectAndASignOut() {
        Instant now = world.clock.instant();
        ends(held);
        ends(second);
        pass(10);
        ann.signOut();

        ann.connect();

        assertThat(ann.last(ConsoleEvent.Ready.class).wrapUps()).contains(ofSecond(now)).hasSize(2);
        assertThat(offered()).isEqualTo(2);
        pass(35);
        assertThat(told(ann)).isEmpty();
        assertThat(offered()).isEqualTo(3);
    }

    @Test
    void countsForColleaguesWhoTransfer() {
        ends(second);
        assertThat(hub.agents.transfers().targets(sue.id).agents()).isEmpty();

        ann.endWrapUps(second.lease().id());
        ann.acceptOffer();
        ends(held);
        pass(45);

        assertThat(hub.agents.transfers().targets(sue.id).agents())
                .containsExactly(
                        new AgentTarget(ann.agent.id(), "ann", Kind.AVAILABLE, "Available", 1, 2));
    }

    @Test
    void isSeenOnTheWall() {
        hub.supervision.wall().watch(sue.id, null);
        Instant now = world.clock.instant();

        ends(second);
        pass(1);

        assertThat(annOnTheWall())
                .extracting(AgentLine::chats, AgentLine::wrapUps, AgentLine::wrapUpUntil)
                .containsExactly(1, 1, now.plus(TIME));
        ann.endWrapUps(second.lease().id());
        pass(1);
        assertThat(annOnTheWall())
                .extracting(AgentLine::offers, AgentLine::wrapUps, AgentLine::wrapUpUntil)
                .containsExactly(1, 0, null);
    }

    private AgentLine annOnTheWall() {
        return sue.last(ConsoleEvent.WallUpdate.class).lines().agents().stream()
                .filter(line -> line.agent().equals(ann.agent.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofAConversationThatComesBackIsOverAndItsPlaceIsUsed() {
        ann.transfer(
                second.conversation(),
                second.lease(),
                new Destination.ToQueue(LiveHub.SALES),
                "not yet");

        assertThat(accepts(handoff(second.conversation()))).isInstanceOf(Accepted.Done.class);

        assertThat(told(ann)).isEmpty();
        assertThat(hub.agents.agents().held(ann.agent)).hasSize(2);
    }

    @Test
    void isOverWhenTheHubStartsAnew() {
        ends(second);

        LiveHub next = hub.crash();

        assertThat(
                        new TestConsole(next.agents, "ann")
                                .connect()
                                .last(ConsoleEvent.Ready.class)
                                .wrapUps())
                .isEmpty();
    }
}
