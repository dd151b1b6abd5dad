package dev.switchboard.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandoffTest {

    static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    static final AgentId ANN = new AgentId("ann");
    static final AgentId BEN = new AgentId("ben");

    final Waiting waiting = Handoff.begin(details(), 4, QueueId.DEFAULT);

    static HandoffDetails details() {
        return new HandoffDetails(
                new HandoffId("ho_000000000000000000000001"),
                ConversationId.of("bot", "c-1"),
                TenantId.DEFAULT,
                "bot",
                Target.LIVE_CLIENTS,
                new Handoff.Customer("c-1", "", Handoff.Customer.NOTHING_ELSE),
                "bot_asks",
                NOW,
                Tags.NONE,
                Priority.USUAL);
    }

    static Leased leased(Handoff.Queued queued, AgentId agent) {
        LeaseId id = new LeaseId("le_000000000000000000000001");
        return queued.lease(agent, id, 7, NOW, NOW.plusSeconds(120));
    }

    @Test
    void raisesItsVersionWithEachStep() {
        Offered offered = waiting.offer(ANN, NOW, NOW.plusSeconds(30));
        Leased leased = leased(offered, ANN);
        Step step = new Step(Step.Kind.ENDED, NOW, ANN, null, "");

        assertThat(waiting.version()).isEqualTo(5);
        assertThat(offered.version()).isEqualTo(6);
        assertThat(offered.passOver(NOW, "declined").version()).isEqualTo(7);
        assertThat(leased.version()).isEqualTo(7);
        assertThat(leased.end(step, null, Tags.NONE).version()).isEqualTo(8);
        assertThat(leased.toBot(step).version()).isEqualTo(8);
        assertThat(leased.abandon(NOW).version()).isEqualTo(8);
        assertThat(leased.lapse(NOW, "").version()).isEqualTo(8);
        assertThat(leased.with(leased.lease().readUpTo(9)).version()).isEqualTo(7);
    }

    @Test
    void remembersWhoWasTried() {
        Waiting once = waiting.offer(ANN, NOW, NOW).passOver(NOW, "declined");
        Waiting twice = once.offer(BEN, NOW, NOW).passOver(NOW, "deadline");

        assertThat(twice.tried()).containsExactlyInAnyOrder(ANN, BEN);
        assertThat(twice.place()).isEqualTo(waiting.place());
    }

    @Test
    void headsTheQueueAfterALeaseThatEnded() {
        Waiting returned = leased(waiting, ANN).lapse(NOW.plusSeconds(500), "unrenewed");
        Waiting earlier = Handoff.begin(details(), 0, QueueId.DEFAULT);

        assertThat(returned.place()).isLessThan(earlier.place());
        assertThat(returned.tried()).containsExactly(ANN);
        assertThat(QueuePosition.first(QueueId.DEFAULT, NOW))
                .isLessThan(QueuePosition.first(QueueId.DEFAULT, NOW.plusSeconds(1)));
    }

    @Test
    void leavesWhatWasNotReadToTheNextAgent() {
        Leased first = leased(waiting, ANN);
        Leased read = first.with(first.lease().readUpTo(first.lease().readSeq() + 2));
        Waiting returned = read.lapse(NOW.plusSeconds(500), "unrenewed");
        LeaseId other = new LeaseId("le_000000000000000000000002");

        Leased next = returned.lease(BEN, other, 99, NOW, NOW.plusSeconds(120));

        assertThat(first.lease().readSeq()).isEqualTo(first.lease().fromSeq());
        assertThat(next.lease().fromSeq()).isEqualTo(99);
        assertThat(next.lease().readSeq()).isEqualTo(read.lease().readSeq());
    }

    @Test
    void knowsItsOwnStepAgain() {
        Leased leased = leased(waiting, ANN);
        LeaseId other = new LeaseId("le_000000000000000000000002");
        Leased twin = waiting.lease(ANN, other, 7, NOW, NOW.plusSeconds(120));

        assertThat(leased.isSameStepAs(leased.with(leased.lease().readUpTo(99)))).isTrue();
        assertThat(leased.isSameStepAs(twin)).isFalse();
        assertThat(leased.isSameStepAs(leased(waiting, BEN))).isFalse();
        assertThat(leased.isSameStepAs(waiting)).isFalse();
    }

    @Test
    void keepsItsPriorityHoweverItGoesOn() {
        Step step = new Step(Step.Kind.PRIORITISED, NOW, BEN, null, "");
        Waiting urgent = waiting.prioritise(step, Priority.URGENT);
        Tags tags = new Tags(List.of(new LabelId("vip")));

        Leased tagged = leased(urgent.offer(ANN, NOW, NOW.plusSeconds(30)), ANN).tag(step, tags);
        Offered next =
                tagged.lapse(NOW, "gone").toQueue(QueueId.DEFAULT, step).toAgent(BEN, step, NOW);

        assertThat(urgent.version()).isEqualTo(waiting.version() + 1);
        assertThat(urgent.place()).isEqualTo(waiting.place());
        assertThat(next.details().priority()).isEqualTo(Priority.URGENT);
        assertThat(next.prioritise(step, Priority.HIGH))
                .satisfies(offered -> {
                    assertThat(offered.details().priority()).isEqualTo(Priority.HIGH);
                    assertThat(offered.candidate()).isEqualTo(next.candidate());
                    assertThat(offered.deadline()).isEqualTo(next.deadline());
                });
    }

    @Test
    void letsALeaseOnlyGrow() {
        Lease lease = leased(waiting, ANN).lease();

        assertThat(lease.renewedUntil(NOW)).isEqualTo(lease);
        assertThat(lease.renewedUntil(NOW.plusSeconds(500)).expiresAt())
                .isEqualTo(NOW.plusSeconds(500));
        assertThat(lease.readUpTo(3)).isEqualTo(lease);
        assertThat(lease.readUpTo(8).readSeq()).isEqualTo(8);
    }

    @Test
    void isTakenByOneAndRefusedForEveryOtherReason() {
        Offered offered = waiting.offer(ANN, NOW, NOW.plusSeconds(30));
        Leased leased = leased(offered, ANN);
        Handoff over = leased.abandon(NOW);

        assertThat(judge(waiting, BEN, 5)).isEqualTo(AcceptRule.MAY);
        assertThat(judge(waiting, BEN, 4)).isEqualTo(AcceptRule.CHANGED);
        assertThat(judge(offered, ANN, 6)).isEqualTo(AcceptRule.MAY);
        assertThat(judge(offered, BEN, 6)).isEqualTo(AcceptRule.TAKEN);
        assertThat(AcceptRule.judge(offered, ANN, 6, true, true, NOW.plusSeconds(30)))
                .isEqualTo(AcceptRule.CHANGED);
        assertThat(judge(leased, ANN, 6)).isEqualTo(AcceptRule.HAS_IT);
        assertThat(judge(leased, ANN, 5)).isEqualTo(AcceptRule.TAKEN);
        assertThat(judge(leased, BEN, 6)).isEqualTo(AcceptRule.TAKEN);
        assertThat(judge(over, ANN, 8)).isEqualTo(AcceptRule.GONE);
        assertThat(AcceptRule.judge(waiting, ANN, 5, false, true, NOW))
                .isEqualTo(AcceptRule.NOT_AVAILABLE);
        assertThat(AcceptRule.judge(waiting, ANN, 5, true, false, NOW))
                .isEqualTo(AcceptRule.AT_LIMIT);
    }

    private static AcceptRule judge(Handoff handoff, AgentId agent, long version) {
        return AcceptRule.judge(handoff, agent, version, true, true, NOW);
    }

    @Test
    void isOfferedToTheLeastBusyThenTheLongestIdle() {
        List<OfferOrder.Candidate> all =
                List.of(
                        new OfferOrder.Candidate(new AgentId("away"), false, 0, 5, NOW),
                        new OfferOrder.Candidate(new AgentId("full"), true, 5, 5, NOW),
                        new OfferOrder.Candidate(new AgentId("two"), true, 2, 5, NOW),
                        new OfferOrder.Candidate(BEN, true, 1, 5, NOW.plusSeconds(9)),
                        new OfferOrder.Candidate(ANN, true, 1, 5, NOW.plusSeconds(1)));

        assertThat(OfferOrder.next(all, Set.of())).contains(ANN);
        assertThat(OfferOrder.next(all, Set.of(ANN))).contains(BEN);
        assertThat(OfferOrder.next(all, Set.of(ANN, BEN))).contains(new AgentId("two"));
        assertThat(OfferOrder.next(all, Set.of(ANN, BEN, new AgentId("two")))).isEmpty();
    }
}
