package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Emptied;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Emptying;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A supervisor sends all conversations of an agent to a queue.
class EmptyingScenarioTest extends SupervisionStory {

    private Held second;

    @BeforeEach
    void theAgentHasAnother() {
        Handoff offered = waits("c-2");
        second = done(ann.accept(offered.id(), offered.version()));
    }

    private static Emptying emptying(String agent, QueueId to, String id, String note) {
        String fingerprint = agent + " " + to + " " + note;
        return new Emptying(new AgentId(agent), to, id, fingerprint, note);
    }

    private Emptied empties(TestConsole who, String id, String note) {
        return handoffs(hub).empty(who.id, emptying("ann", LiveHub.SALES, id, note));
    }

    private Handoff other() {
        return handoff(second.conversation());
    }

    private void bothWaitInSales() {
        for (Handoff each : new Handoff[] {handoff(), other()}) {
            assertThat(each)
                    .isInstanceOfSatisfying(
                            Queued.class,
                            queued -> assertThat(queued.queue()).isEqualTo(LiveHub.SALES));
        }
    }

    @Test
    void movesAllThatTheAgentHasAndTellsTheAgent() {
        Emptied emptied = empties(sue, "e-1", "she went home");

        assertThat(emptied).isEqualTo(new Emptied.Done(2, 0));
        bothWaitInSales();
        assertThat(ann.told(ConsoleEvent.LeaseLost.class))
                .hasSize(2)
                .extracting(ConsoleEvent.LeaseLost::why)
                .containsOnly(Lost.TAKEN);
        assertThat(records(Step.Kind.ASSIGNED))
                .singleElement()
                .satisfies(record ->
                        assertThat(TestConsole.everything(record)).contains("she went home"));
    }

    @Test
    void leavesWhatTheAgentGotAfterwards() {
        Emptied first = empties(sue, "e-1", "");
        Handoff offered = waits("c-3");
        Held third = done(ann.accept(offered.id(), offered.version()));
        Waiting back = (Waiting) handoff();
        Held again = done(ann.accept(back.id(), back.version()));

        assertThat(empties(sue, "e-1", "")).isEqualTo(first);

        assertThat(((Leased) handoff(third.conversation())).lease().id())
                .isEqualTo(third.lease().id());
        assertThat(((Leased) handoff()).lease().id()).isEqualTo(again.lease().id());
        assertThat(empties(sue, "e-1", "other")).isEqualTo(DeskRefusal.ID_REUSED);
        assertThat(empties(sue, "e-2", "")).isEqualTo(new Emptied.Done(2, 0));
    }

    @Test
    void leavesWhatHasGoneOnSinceATryThatFailed() {
        world.journal.appendsLate();
        assertThatThrownBy(() -> empties(sue, "e-1", ""))
                .isInstanceOf(StoreUnavailableException.class);
        boolean firstMoved = handoff() instanceof Waiting;
        Held left = firstMoved ? second : held;
        ann.end(left.conversation(), left.lease());

        assertThat(empties(sue, "e-1", "")).isEqualTo(new Emptied.Done(1, 1));
        assertThat(empties(sue, "e-1", "")).isEqualTo(new Emptied.Done(1, 1));

        assertThat(handoff(left.conversation())).isInstanceOf(Handoff.Ended.class);
    }

    @Test
    void isFinishedAfterACrashInTheMiddle() {
        world.journal.appendsLate();
        assertThatThrownBy(() -> empties(sue, "e-1", ""))
                .isInstanceOf(StoreUnavailableException.class);

        LiveHub next = hub.crash();
        TestConsole back = new TestConsole(next.agents, "sue").connectAsSupervisor();
        Emptied emptied = handoffs(next).empty(back.id, emptying("ann", LiveHub.SALES, "e-1", ""));

        assertThat(emptied).isEqualTo(new Emptied.Done(1, 0));
        bothWaitInSales();
        assertThat(records(Step.Kind.ASSIGNED)).hasSize(1);
    }

    @Test
    void isForSupervisorsOfTheTenantAndAnAgentWhoIsThere() {
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        TestConsole eve =
                new TestConsole(hub.agents, new TenantId("elektra"), "eve").connectAsSupervisor();

        assertThat(empties(ben, "e-1", "")).isEqualTo(DeskRefusal.FORBIDDEN);
        assertThat(empties(eve, "e-1", "")).isEqualTo(DeskRefusal.NOT_FOUND);
        assertThat(handoffs(hub).empty(sue.id, emptying("nobody", LiveHub.SALES, "e-1", "")))
                .isEqualTo(DeskRefusal.NOT_FOUND);
        assertThat(handoffs(hub).empty(sue.id, emptying("ann", new QueueId("none"), "e-1", "")))
                .isEqualTo(DeskRefusal.NO_TARGET);

        assertThat(holder()).isEqualTo(ann.agent);
        assertThat(handoffs(hub).empty(sue.id, emptying("ben", LiveHub.SALES, "e-1", "")))
                .isEqualTo(new Emptied.Done(0, 0));
        ann.end(BOT_CHAT, held.lease());
        assertThat(empties(sue, "e-2", "")).isEqualTo(new Emptied.Done(1, 0));
    }
}
