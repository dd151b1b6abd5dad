package dev.switchboard.application.port.out.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.handoff.Handoffs.Changed;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.Handoff.Ended;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Over;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.HandoffDetails;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of [Handoffs]: every step is one compare-and-set, and what is open is found.
public interface HandoffsContract {
    ConversationId CHAT = ConversationId.of("bot", "c-1");
    AgentId ANN = new AgentId("ann");
    AgentId BEN = new AgentId("ben");
    Instant NOW = Seed.NOW;

    /// The same one throughout a test, knowing nothing when it began.
    Handoffs handoffs();

    @Test
    default void knowsNothingOfAConversationAtFirst() {
        assertThat(handoffs().find(CHAT)).isEmpty();
        assertThat(handoffs().open(null, 10)).isEmpty();
    }

    @Test
    default void keepsEachStateWithAllThatItHas() {
        stepFromTheFirstToTheLast();
    }

    /// @return the last, which is over and not finished
    default Ended stepFromTheFirstToTheLast() {
        Waiting waiting = begun(CHAT);
        Step urging = order(Step.Kind.PRIORITISED, "urge-1", "");
        Waiting urged = waiting.prioritise(urging, Priority.URGENT);
        Offered offered = urged.offer(ANN, NOW.plusSeconds(1), NOW.plusSeconds(31));
        Waiting passed = offered.passOver(NOW.plusSeconds(2), "declined");
        Leased leased = leased(passed, BEN, 1);
        Offered transferred =
                leased.toAgent(ANN, order("to-ann", "look at the third question"), NOW);
        Leased again = leased(transferred, ANN, 2);
        Tags tags = new Tags(List.of(new LabelId("vip"), new LabelId("late.2")));
        Leased taken =
                again.lease(
                        BEN,
                        new LeaseId("le_%024x".formatted(3)),
                        9,
                        order(Step.Kind.TAKEN, "take-1", "a friend"),
                        NOW.plusSeconds(200));
        Waiting assigned =
                taken.toQueue(new QueueId("sales"), order(Step.Kind.ASSIGNED, "assign-1", ""));
        Waiting onwards =
                assigned.toQueue(QueueId.DEFAULT, order(Step.Kind.ASSIGNED, "assign-2", ""));
        Leased last = leased(onwards, ANN, 4);
        Leased tagged = last.tag(order("tag-1", ""), tags);
        Ended ended = tagged.end(order("end-1", ""), new LabelId("solved"), tags);

        long expected = 0;
        for (Handoff next :
                List.of(
                        waiting,
                        urged,
                        offered,
                        passed,
                        leased,
                        transferred,
                        again,
                        taken,
                        assigned,
                        onwards,
                        last,
                        tagged,
                        ended)) {
            assertThat(handoffs().change(expected, next)).isEqualTo(new Changed.Done());
            assertThat(handoffs().find(CHAT)).contains(next);
            expected = next.version();
        }
        return ended;
    }

    @Test
    default void erasesWhatAFinishedOneSaysOfTheCustomerAndNoOther() {
        assertThat(handoffs().erase(CHAT)).isTrue();
        handoffs().change(0, begun(CHAT));
        assertThat(handoffs().erase(CHAT)).isFalse();
        Tags tags = new Tags(List.of(new LabelId("vip")));
        Leased leased = leased(begun(CHAT), ANN, 1);
        handoffs().change(1, leased);
        Over over = leased.end(order("e", ""), new LabelId("solved"), tags);
        handoffs().change(2, over);
        assertThat(handoffs().erase(CHAT)).isFalse();
        assertThat(handoffs().find(CHAT)).contains(over);
        handoffs().finish(over);

        assertThat(handoffs().erase(CHAT)).isTrue();
        assertThat(handoffs().erase(CHAT)).isTrue();

        assertThat(handoffs().find(CHAT)).contains(over.erased());
        assertThat(over.erased().details().customer())
                .isEqualTo(new Customer("erased", "", Customer.NOTHING_ELSE));
        assertThat(over.erased().details().tags()).isEqualTo(Tags.NONE);
        assertThat(handoffs().open(null, 10)).isEmpty();
    }

    @Test
    default void keepsTheOtherEndsAsWell() {
        Leased leased = leased(begun(CHAT), ANN, 1);
        ConversationId second = ConversationId.of("bot", "c-2");
        Waiting waiting = begun(second);
        handoffs().change(0, begun(CHAT));
        handoffs().change(1, leased);
        handoffs().change(0, waiting);

        handoffs().change(2, leased.toBot(order("bot-1", "")));
        handoffs().change(1, waiting.abandon(NOW));

        assertThat(handoffs().find(CHAT)).contains(leased.toBot(order("bot-1", "")));
        assertThat(handoffs().find(second)).contains(waiting.abandon(NOW));
    }

    @Test
    default void keepsWhatPeopleWriteAsItIs() {
        Customer customer =
                new Customer("Zoë 🦊", "", new Content("{\"a.b\":\"$x\",\"note\":\"\\u0000\"}"));
        HandoffDetails details =
                new HandoffDetails(
                        new HandoffId("ho_00000000000000000000000a"),
                        CHAT,
                        new TenantId("acme.eu"),
                        "whatsapp",
                        new Target(Target.Kind.USER, "plat/whatsapp"),
                        customer,
                        "bot_asks",
                        NOW,
                        Tags.NONE,
                        Priority.USUAL);
        Waiting waiting = Handoff.begin(details, 0, QueueId.DEFAULT);
        Leased leased = leased(waiting, new AgentId("ann@example.org"), 1);
        handoffs().change(0, waiting);
        handoffs().change(1, leased);

        Waiting next = leased.toQueue(new QueueId("sales"), order("ü/1", "line\n\"quoted\" 🦊"));

        handoffs().change(2, next);
        assertThat(handoffs().find(CHAT)).contains(next);
    }

    @Test
    default void refusesAStepFromAVersionThatIsNotThere() {
        Waiting waiting = begun(CHAT);
        Offered offered = waiting.offer(ANN, NOW, NOW.plusSeconds(30));
        handoffs().change(0, waiting);
        handoffs().change(1, offered);

        Changed late = handoffs().change(1, leased(waiting, BEN, 1));
        Changed second = handoffs().change(0, begun(CHAT, 99));

        assertThat(late).isEqualTo(new Changed.Overtaken(offered));
        assertThat(second).isEqualTo(new Changed.Overtaken(offered));
        assertThat(handoffs().find(CHAT)).contains(offered);
    }

    @Test
    default void refusesAStepOfAHandoffThatIsGone() {
        Changed changed = handoffs().change(4, leased(begun(CHAT), ANN, 1));

        assertThat(changed).isEqualTo(new Changed.Overtaken(null));
        assertThat(handoffs().find(CHAT)).isEmpty();
    }

    @Test
    default void takesTheSameStepTwice() {
        Waiting waiting = begun(CHAT);
        Leased leased = leased(waiting, ANN, 1);
        handoffs().change(0, waiting);
        handoffs().change(1, leased);

        assertThat(handoffs().change(1, leased)).isEqualTo(new Changed.Done());
        assertThat(handoffs().change(0, waiting)).isInstanceOf(Changed.Overtaken.class);
    }

    @Test
    default void letsOneOfManyWinWhoAcceptAtOnce() {
        for (int round = 1; round <= 20; round++) {
            ConversationId chat = ConversationId.of("bot", "race-" + round);
            Waiting waiting = begun(chat);
            handoffs().change(0, waiting);
            List<Leased> attempts =
                    IntStream.range(0, 8)
                            .mapToObj(i -> leased(waiting, new AgentId("agent-" + i), i))
                            .toList();

            List<Changed> results =
                    InParallel.results(8, i -> handoffs().change(1, attempts.get(i)));

            Handoff winner = handoffs().find(chat).orElseThrow();
            assertThat(results).filteredOn(new Changed.Done()::equals).hasSize(1);
            assertThat(results)
                    .filteredOn(Changed.Overtaken.class::isInstance)
                    .hasSize(7)
                    .containsOnly(new Changed.Overtaken(winner));
        }
    }

    @Test
    default void letsOneOfManyBeginAtOnce() {
        List<Changed> results =
                InParallel.results(8, i -> handoffs().change(0, begun(CHAT, i + 1)));

        assertThat(results).filteredOn(new Changed.Done()::equals).hasSize(1);
    }

    @Test
    default void keepsARenewedLeaseWithoutAStep() {
        Waiting waiting = begun(CHAT);
        Leased leased = leased(waiting, ANN, 1);
        handoffs().change(0, waiting);
        handoffs().change(1, leased);
        Leased renewed = leased.with(leased.lease().renewedUntil(NOW.plusSeconds(500)).readUpTo(7));

        handoffs().keep(List.of(renewed));

        assertThat(handoffs().find(CHAT)).contains(renewed);
    }

    @Test
    default void keepsManyLeasesEachByItself() {
        ConversationId second = ConversationId.of("bot", "c-2");
        Leased one = leased(begun(CHAT), ANN, 1);
        Leased other = leased(begun(second), BEN, 1);
        Waiting lapsed = other.lapse(NOW.plusSeconds(200), "unrenewed");
        handoffs().change(0, begun(CHAT));
        handoffs().change(1, one);
        handoffs().change(0, begun(second));
        handoffs().change(1, other);
        handoffs().change(other.version(), lapsed);
        Leased renewed = one.with(one.lease().readUpTo(7));

        handoffs().keep(List.of(other.with(other.lease().readUpTo(7)), renewed));

        assertThat(handoffs().find(CHAT)).contains(renewed);
        assertThat(handoffs().find(second)).contains(lapsed);
    }

    @Test
    default void renewsNoLeaseThatIsOver() {
        Waiting waiting = begun(CHAT);
        Leased leased = leased(waiting, ANN, 1);
        Waiting lapsed = leased.lapse(NOW.plusSeconds(200), "unrenewed");
        handoffs().change(0, waiting);
        handoffs().change(1, leased);
        handoffs().change(2, lapsed);

        handoffs().keep(List.of(leased.with(leased.lease().renewedUntil(NOW.plusSeconds(500)))));

        assertThat(handoffs().find(CHAT)).contains(lapsed);
    }

    @Test
    default void findsWhatIsOpenUntilItIsFinished() {
        Waiting waiting = begun(CHAT);
        Leased leased = leased(waiting, ANN, 1);
        Ended ended = leased.end(order("e", ""), null, Tags.NONE);
        handoffs().change(0, waiting);
        assertThat(handoffs().open(null, 10)).containsExactly(waiting);
        assertThat(handoffs().open(CHAT)).contains(waiting);
        handoffs().change(1, leased);
        handoffs().change(2, ended);
        assertThat(handoffs().open(null, 10)).containsExactly(ended);
        assertThat(handoffs().open(CHAT)).contains(ended);

        handoffs().finish(ended);

        assertThat(handoffs().open(null, 10)).isEmpty();
        assertThat(handoffs().open(CHAT)).isEmpty();
        assertThat(handoffs().find(CHAT)).contains(ended);
    }

    @Test
    default void finishesNothingThatBeganAnew() {
        Waiting waiting = begun(CHAT);
        Handoff.Abandoned abandoned = waiting.abandon(NOW);
        Waiting next = begun(CHAT, 5, abandoned.version());
        handoffs().change(0, waiting);
        handoffs().change(1, abandoned);
        handoffs().change(2, next);

        handoffs().finish(abandoned);

        assertThat(handoffs().open(null, 10)).containsExactly(next);
    }

    @Test
    default void walksThroughWhatIsOpen() {
        List<Waiting> all =
                IntStream.range(10, 17)
                        .mapToObj(i -> begun(ConversationId.of("bot", "w-" + i)))
                        .toList();
        all.forEach(waiting -> handoffs().change(0, waiting));

        List<Handoff> first = handoffs().open(null, 3);
        List<Handoff> second = handoffs().open(first.getLast().conversation(), 3);
        List<Handoff> third = handoffs().open(second.getLast().conversation(), 3);

        assertThat(first).containsExactlyElementsOf(all.subList(0, 3));
        assertThat(second).containsExactlyElementsOf(all.subList(3, 6));
        assertThat(third).containsExactlyElementsOf(all.subList(6, 7));
    }

    /// A short page would end the walk, and nobody would know of the handoffs behind it.
    ///
    /// @param damage makes a stored handoff unreadable
    default void walksPastWhatCannotBeRead(Consumer<ConversationId> damage) {
        List<Waiting> all =
                IntStream.range(10, 17)
                        .mapToObj(i -> begun(ConversationId.of("bot", "w-" + i)))
                        .toList();
        all.forEach(waiting -> handoffs().change(0, waiting));
        List.of(1, 2, 6).forEach(i -> damage.accept(all.get(i).conversation()));

        List<Handoff> first = handoffs().open(null, 3);
        List<Handoff> second = handoffs().open(first.getLast().conversation(), 3);

        assertThat(first).containsExactly(all.get(0), all.get(3), all.get(4));
        assertThat(second).containsExactly(all.get(5));
    }

    static Waiting begun(ConversationId conversation) {
        return begun(conversation, 1);
    }

    private static Waiting begun(ConversationId conversation, int number) {
        return begun(conversation, number, 0);
    }

    private static Waiting begun(ConversationId conversation, int number, long version) {
        HandoffDetails details =
                new HandoffDetails(
                        new HandoffId("ho_%024x".formatted(number)),
                        conversation,
                        TenantId.DEFAULT,
                        "bot",
                        Target.LIVE_CLIENTS,
                        new Customer("c-1", "Cleo", Customer.NOTHING_ELSE),
                        "bot_asks",
                        NOW,
                        Tags.NONE,
                        Priority.USUAL);
        return Handoff.begin(details, version, QueueId.DEFAULT);
    }

    static Leased leased(Handoff.Queued from, AgentId agent, int number) {
        LeaseId lease = new LeaseId("le_%024x".formatted(number));
        return from.lease(agent, lease, 7, NOW.plusSeconds(3), NOW.plusSeconds(123));
    }

    private static Step order(String id, String note) {
        return order(Step.Kind.TRANSFERRED, id, note);
    }

    private static Step order(Step.Kind kind, String id, String note) {
        return new Step(kind, NOW.plusSeconds(5), ANN, new Step.Order(id, "fp-" + id), note);
    }
}
