package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Why;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A supervisor takes a conversation over, whoever has it.
class TakeoverScenarioTest extends SupervisionStory {

    @Test
    void movesTheLeaseAndTellsTheFormerHolder() {
        ann.say(BOT_CHAT, held.lease(), "m-1", "hello");

        Held taken = done(takes(sue, held.handoff(), "t-1", "he asked for a manager"));
        hub.send.send(toBot(user, "q-2", "\"and?\""));
        user.settle();

        assertThat(ann.last(ConsoleEvent.LeaseLost.class))
                .isEqualTo(new ConsoleEvent.LeaseLost(BOT_CHAT, held.lease().id(), Lost.TAKEN));
        assertThat(ann.say(BOT_CHAT, held.lease(), "m-2", "wait"))
                .isEqualTo(DeskRefusal.LEASE_LOST);
        assertThat(ann.texts()).noneMatch(text -> text.contains("and?"));
        assertThat(sue.last(ConsoleEvent.ContextSnapshot.class).held().lease())
                .isEqualTo(taken.lease());
        assertThat(sue.texts()).containsExactly("\"and?\"");
        assertThat(sue.say(BOT_CHAT, taken.lease(), "m-3", "I am the manager"))
                .isInstanceOf(SendResult.Accepted.class);
        assertThat(holder()).isEqualTo(sue.agent);
        assertThat(handoff().version()).isEqualTo(held.handoff().version() + 1);
        assertThat(user.texts())
                .anyMatch(text -> text.contains("I am the manager"))
                .noneMatch(text -> text.contains("he asked for") || text.contains("wait"));
    }

    @Test
    void isRecordedWithItsNoteForAgentsAlone() {
        takes(sue, held.handoff(), "t-1", "he asked for a manager");

        assertThat(records(Step.Kind.TAKEN))
                .singleElement()
                .satisfies(record -> {
                    assertThat(TestConsole.text(record))
                            .contains("\"by\":\"sue\"", "\"state\":\"leased\"")
                            .doesNotContain("manager");
                    assertThat(requireNonNull(record.content().note()).text()).contains("manager");
                });
    }

    @Test
    void happensOnceForAnId() {
        Held first = done(takes(sue, held.handoff(), "t-1", ""));

        Held again = done(takes(sue, held.handoff(), "t-1", ""));

        assertThat(again.lease().id()).isEqualTo(first.lease().id());
        assertThat(takes(sue, held.handoff(), "t-1", "other")).isEqualTo(DeskRefusal.ID_REUSED);
        assertThat(records(Step.Kind.TAKEN)).hasSize(1);
        assertThat(ann.told(ConsoleEvent.LeaseLost.class)).hasSize(1);
        sue.end(BOT_CHAT, first.lease());
        assertThat(takes(sue, held.handoff(), "t-1", "")).isEqualTo(DeskRefusal.GONE);
    }

    @Test
    void isForSupervisorsOfTheTenant() {
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        TestConsole eve =
                new TestConsole(hub.agents, new TenantId("elektra"), "eve").connectAsSupervisor();

        assertThat(takes(ben, held.handoff(), "t-1", "")).isEqualTo(DeskRefusal.FORBIDDEN);
        assertThat(takes(eve, held.handoff(), "t-1", "")).isEqualTo(DeskRefusal.GONE);

        assertThat(holder()).isEqualTo(ann.agent);
        assertThat(records(Step.Kind.TAKEN)).isEmpty();
    }

    @Test
    void isOfWhatTheSupervisorSaw() {
        Handoff before = held.handoff();
        sue.connectAsSupervisor();
        Held own = done(takes(sue, before, "t-1", ""));

        assertThat(takes(sue, before, "t-2", "")).isEqualTo(DeskRefusal.CHANGED);
        assertThat(done(takes(sue, own.handoff(), "t-3", "")).lease().id())
                .isEqualTo(own.lease().id());
        sue.end(BOT_CHAT, own.lease());
        assertThat(takes(sue, own.handoff(), "t-4", "")).isEqualTo(DeskRefusal.GONE);
        assertThat(records(Step.Kind.TAKEN)).hasSize(1);
    }

    @Test
    void isRefusedBeyondTheLimit() {
        List<Held> others = new ArrayList<>();
        for (int i = 0; i < LiveHub.AGENTS.maxChats(); i++) {
            others.add(done(takes(sue, waits("more-" + i), "t-1", "")));
        }

        assertThat(takes(sue, held.handoff(), "t-9", "")).isEqualTo(DeskRefusal.AT_LIMIT);

        assertThat(holder()).isEqualTo(ann.agent);
        sue.end(others.getFirst().conversation(), others.getFirst().lease());
        done(takes(sue, held.handoff(), "t-9", ""));
    }

    @Test
    void isPossibleWhileItIsOfferedToSomebody() {
        Handoff offered = waits("c-2");
        assertThat(offered).isInstanceOf(Offered.class);

        done(takes(sue, offered, "t-1", ""));

        assertThat(ann.last(ConsoleEvent.Revoked.class).why()).isEqualTo(Why.TAKEN);
        assertThat(ann.accept(offered.id(), offered.version())).isEqualTo(DeskRefusal.TAKEN);
    }

    @Test
    void isFinishedByTheNextTryWhenTheStoreWentAwayInTheMiddle() {
        world.journal.appendsLate();
        assertThatThrownBy(() -> takes(sue, held.handoff(), "t-1", ""))
                .isInstanceOf(StoreUnavailableException.class);

        done(takes(sue, held.handoff(), "t-1", ""));
        done(takes(sue, held.handoff(), "t-1", ""));

        assertThat(records(Step.Kind.TAKEN)).hasSize(1);
        assertThat(holder()).isEqualTo(sue.agent);
    }

    @Test
    void survivesACrashBeforeItIsRecorded() {
        Step step =
                new Step(
                        Step.Kind.TAKEN,
                        world.clock.instant(),
                        sue.agent.id(),
                        order("t-1", ""),
                        "");
        Leased taken =
                held.handoff()
                        .lease(
                                sue.agent.id(),
                                new LeaseId("le_" + "a".repeat(24)),
                                3,
                                step,
                                world.clock.instant().plus(Duration.ofMinutes(2)));
        world.handoffs.change(held.handoff().version(), taken);

        LiveHub next = hub.crash();
        TestConsole back = new TestConsole(next.agents, "sue").connectAsSupervisor();
        TestConsole former = new TestConsole(next.agents, "ann").connect();

        Held again =
                done(
                        next.supervision
                                .handoffs()
                                .take(back.id, directive(held.handoff(), "t-1", "")));
        assertThat(again.lease().id()).isEqualTo(taken.lease().id());
        assertThat(records(Step.Kind.TAKEN)).hasSize(1);
        assertThat(former.last(ConsoleEvent.Ready.class).leases()).isEmpty();
        assertThat(former.say(BOT_CHAT, held.lease(), "m-1", "mine?"))
                .isEqualTo(DeskRefusal.NOT_FOUND);
    }

    @Test
    void leavesOneHolderAndNoWordOfTheFormerOneBehindIt() {
        for (int round = 0; round < 500; round++) {
            Handoff offered = waits("race-" + round);
            ConversationId chat = offered.conversation();
            Held before = done(ann.accept(offered.id(), offered.version()));

            List<Object> results =
                    InParallel.results(
                            2,
                            i ->
                                    i == 0
                                            ? ann.say(chat, before.lease(), "m-1", "hi")
                                            : takes(sue, before.handoff(), "t-1", ""));

            Held taken = done((Accepted) results.get(1));
            if (results.get(0) instanceof SendResult.Accepted(long seq, _, _)) {
                assertThat(seq).isLessThanOrEqualTo(taken.lease().fromSeq());
            } else {
                assertThat(results.get(0)).isEqualTo(DeskRefusal.LEASE_LOST);
            }
            sue.end(chat, taken.lease());
        }
    }
}
