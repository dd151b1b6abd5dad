package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Why;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Assigned;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.Handoff.WithBot;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A supervisor sends a conversation to an agent, a queue or the bot, without having it.
class AssignmentScenarioTest extends SupervisionStory {

    private static final Destination SALES = new Destination.ToQueue(LiveHub.SALES);
    private static final Destination BEN = new Destination.ToAgent(new AgentId("ben"));
    private static final Destination BOT = new Destination.ToBot();

    private Assigned assigns(
            TestConsole who, Handoff seen, String id, String note, Destination to) {
        return handoffs(hub).assign(who.id, directive(seen, id, note), to);
    }

    private static Assigned.Done done(Assigned assigned) {
        assertThat(assigned).isInstanceOf(Assigned.Done.class);
        return (Assigned.Done) assigned;
    }

    private long last() {
        return world.store.conversations().find(BOT_CHAT).orElseThrow().lastSeq();
    }

    @Test
    void toAnAgentIsAnOfferToThatAgentFirst() {
        new TestConsole(hub.agents, "abe").connect();
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();

        Assigned.Done done = done(assigns(sue, held.handoff(), "a-1", "knows her", BEN));

        assertThat(done)
                .isEqualTo(
                        new Assigned.Done(
                                held.handoff().id(), held.handoff().version() + 1, last()));
        assertThat(ann.last(ConsoleEvent.LeaseLost.class).why()).isEqualTo(Lost.TAKEN);
        assertThat(ben.offer().handoff().version()).isEqualTo(done.version());
        assertThat(((Offered) handoff()).agent()).isEqualTo(ben.agent.id());
        assertThat(records(Step.Kind.ASSIGNED))
                .singleElement()
                .satisfies(record ->
                        assertThat(TestConsole.everything(record))
                                .contains("\"by\":\"sue\"", "knows her"));
        assertThat(journaled(BOT_CHAT)).noneMatch(text -> text.contains("knows her"));
        ben.acceptOffer();
        assertThat(holder()).isEqualTo(ben.agent);
    }

    @Test
    void toAQueueGoesToItsHeadAndNotBackToItsAgent() {
        done(assigns(sue, held.handoff(), "a-1", "", SALES));

        assertThat(handoff())
                .isInstanceOfSatisfying(
                        Waiting.class,
                        waiting -> {
                            assertThat(waiting.queue()).isEqualTo(LiveHub.SALES);
                            assertThat(waiting.tried()).containsExactly(ann.agent.id());
                        });
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        assertThat(ben.offer().handoff().conversation()).isEqualTo(BOT_CHAT);
    }

    @Test
    void toTheBotGivesTheUserBack() {
        done(assigns(sue, held.handoff(), "a-1", "", BOT));

        assertThat(handoff()).isInstanceOf(WithBot.class);
        assertThat(world.handoffs.open(null, 10)).isEmpty();
    }

    @Test
    void ofACustomerWhoWaitsKeepsSinceWhen() {
        ann.end(BOT_CHAT, held.lease());
        hub.agents.views().choose(ann.id, 1, 2);
        Waiting first = (Waiting) waits("c-2");
        world.clock.advance(Duration.ofSeconds(9));

        done(assigns(sue, first, "a-1", "", SALES));

        Waiting moved = (Waiting) handoff(first.conversation());
        assertThat(moved.place()).isEqualTo(first.place().in(LiveHub.SALES));
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        assertThat(ben.offer().handoff().place().since()).isEqualTo(first.place().since());
    }

    @Test
    void ofAnOfferIsToldToTheAgentWhoHadIt() {
        ann.end(BOT_CHAT, held.lease());
        Handoff offered = waits("c-2");
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();

        done(assigns(sue, offered, "a-1", "", BEN));

        assertThat(ann.last(ConsoleEvent.Revoked.class).why()).isEqualTo(Why.CANCELLED);
        assertThat(ben.offer().handoff().id()).isEqualTo(offered.id());
        assertThat(ann.accept(offered.id(), offered.version())).isEqualTo(DeskRefusal.TAKEN);
    }

    @Test
    void happensOnceForAnId() {
        Assigned first = done(assigns(sue, held.handoff(), "a-1", "", SALES));
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        ben.acceptOffer();

        assertThat(assigns(sue, held.handoff(), "a-1", "", SALES)).isEqualTo(first);
        assertThat(assigns(sue, held.handoff(), "a-1", "other", SALES))
                .isEqualTo(DeskRefusal.ID_REUSED);
        assertThat(assigns(sue, held.handoff(), "a-2", "", SALES)).isEqualTo(DeskRefusal.CHANGED);
        assertThat(holder()).isEqualTo(ben.agent);
        assertThat(records(Step.Kind.ASSIGNED)).hasSize(1);
    }

    @Test
    void needsSomebodyWhoCanTakeIt() {
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        hub.agents.views().choose(ben.id, 1, 2);
        new TestConsole(hub.agents, new TenantId("elektra"), "eve").connect();

        for (Destination nobody :
                new Destination[] {
                    BEN,
                    new Destination.ToAgent(ann.agent.id()),
                    new Destination.ToAgent(new AgentId("eve")),
                    new Destination.ToQueue(new QueueId("none"))
                }) {
            assertThat(assigns(sue, held.handoff(), "a-1", "", nobody))
                    .as(nobody.toString())
                    .isEqualTo(DeskRefusal.NO_TARGET);
        }

        assertThat(holder()).isEqualTo(ann.agent);
        hub.agents.views().choose(ben.id, 1, 1);
        done(assigns(sue, held.handoff(), "a-1", "", BEN));
    }

    @Test
    void isForSupervisorsOfTheTenant() {
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        TestConsole eve =
                new TestConsole(hub.agents, new TenantId("elektra"), "eve").connectAsSupervisor();

        assertThat(assigns(ben, held.handoff(), "a-1", "", SALES)).isEqualTo(DeskRefusal.FORBIDDEN);
        assertThat(assigns(eve, held.handoff(), "a-1", "", SALES)).isEqualTo(DeskRefusal.GONE);
        ann.end(BOT_CHAT, held.lease());
        assertThat(assigns(sue, held.handoff(), "a-1", "", SALES)).isEqualTo(DeskRefusal.GONE);
        assertThat(records(Step.Kind.ASSIGNED)).isEmpty();
    }

    @Test
    void isFinishedByTheNextTryWhenTheStoreWentAwayInTheMiddle() {
        world.journal.appendsLate();
        assertThatThrownBy(() -> assigns(sue, held.handoff(), "a-1", "", SALES))
                .isInstanceOf(StoreUnavailableException.class);

        Assigned first = done(assigns(sue, held.handoff(), "a-1", "", SALES));

        assertThat(assigns(sue, held.handoff(), "a-1", "", SALES)).isEqualTo(first);
        assertThat(records(Step.Kind.ASSIGNED)).hasSize(1);
    }

    @Test
    void survivesACrashBeforeItIsRecorded() {
        Step step =
                new Step(
                        Step.Kind.ASSIGNED,
                        world.clock.instant(),
                        sue.agent.id(),
                        order("a-1", ""),
                        "");
        Live before = held.handoff();
        world.handoffs.change(before.version(), before.toQueue(LiveHub.SALES, step));

        LiveHub next = hub.crash();
        TestConsole back = new TestConsole(next.agents, "sue").connectAsSupervisor();

        Assigned again = handoffs(next).assign(back.id, directive(before, "a-1", ""), SALES);
        assertThat(again).isEqualTo(new Assigned.Done(before.id(), before.version() + 1, last()));
        assertThat(records(Step.Kind.ASSIGNED)).hasSize(1);
    }

    @Test
    void leavesNoWordOfTheFormerHolderBehindIt() {
        for (int round = 0; round < 500; round++) {
            Handoff offered = waits("race-" + round);
            Held before = done(ann.accept(offered.id(), offered.version()));

            List<Object> results =
                    InParallel.results(
                            2,
                            i ->
                                    i == 0
                                            ? ann.say(
                                                    offered.conversation(),
                                                    before.lease(),
                                                    "m-1",
                                                    "hi")
                                            : assigns(sue, before.handoff(), "a-1", "", BOT));

            Assigned.Done assigned = done((Assigned) results.get(1));
            if (results.get(0) instanceof SendResult.Accepted(long seq, _, _)) {
                assertThat(seq).isLessThan(assigned.seq());
            } else {
                assertThat(results.get(0)).isEqualTo(DeskRefusal.LEASE_LOST);
            }
        }
    }
}
