package dev.switchboard.application.port.out.message;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Replayer.Step;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Delivery.Settled;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract of [Replayer]: settled deliveries that go out again.
public interface ReplayerContract extends StoreContract {
    Instant REPLAYED_AT = Seed.NOW.plusSeconds(7200);

    Replayer replayer();

    private Message delivered() {
        Message message = stored(message());
        deliver(message, Seed.SLACK, Seed.NOW.plusSeconds(1));
        return message;
    }

    private Step step(Message message) {
        return step(message, REPLAYED_AT);
    }

    private Step step(Message message, Instant at) {
        Settled from = (Settled) deliveryOf(message, Seed.SLACK);
        return new Step(message, from, from.again(at), "rpl_1");
    }

    private List<MessageId> replay(Message... messages) {
        return replayer().replay(Stream.of(messages).map(this::step).toList());
    }

    @Test
    default void sendsADeliveredDeliveryToTheEndOfItsLane() {
        Message first = delivered();
        stored(message());

        assertThat(replay(first)).containsExactly(first.id());

        assertThat(deliveryOf(first, Seed.SLACK))
                .isEqualTo(new Pending(Seed.SLACK, 3, 1, REPLAYED_AT, REPLAYED_AT));
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(2L, 1L);
        assertThat(pendingPerTarget()).containsEntry(Seed.SLACK, 2);
        Attempt step = store().history().trace(first.id()).getLast().attempt();
        assertThat(step).isEqualTo(Attempt.step(REPLAYED_AT, Outcome.REDRIVEN, "rpl_1"));
        assertThat(outcomes(first)).containsExactly(Outcome.DELIVERED, Outcome.REDRIVEN);
    }

    @Test
    default void sendsEachSettledStateAgain() {
        Message answered = delivered();
        stored(answerTo(answered.id()).acceptedAt(Seed.NOW.plusSeconds(2)));
        Message parked = stored(message());
        giveUp(parked, Seed.SLACK, ParkReason.REFUSED, Seed.NOW.plusSeconds(1));
        Message discarded = stored(message());
        giveUp(discarded, Seed.SLACK, ParkReason.REFUSED, Seed.NOW.plusSeconds(1));
        store().journal().discard(discarded.id(), Seed.SLACK, Seed.NOW.plusSeconds(2));

        assertThat(replay(answered, parked, discarded))
                .containsExactly(answered.id(), parked.id(), discarded.id());

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK))
                .containsExactly(answered.seq(), parked.seq(), discarded.seq());
        assertThat(outcomes(answered))
                .containsExactly(Outcome.DELIVERED, Outcome.ANSWERED, Outcome.REDRIVEN);
        assertThat(outcomes(parked)).containsExactly(Outcome.REFUSED, Outcome.REDRIVEN);
        assertThat(outcomes(discarded))
                .containsExactly(Outcome.REFUSED, Outcome.DISCARDED, Outcome.REDRIVEN);
    }

    @Test
    default void keepsTheGivenOrder() {
        Message one = delivered();
        Message two = delivered();
        Message three = delivered();
        stored(message());

        replay(three, one, two);
        stored(message());

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(4L, 3L, 1L, 2L, 5L);
    }

    @Test
    default void queuesALaterReplayBehindAnEarlierOne() {
        Message one = delivered();
        Message two = delivered();

        replay(two);
        replay(one);

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(2L, 1L);
    }

    @Test
    default void leavesOutWhatHasChanged() {
        Message first = delivered();
        Message second = delivered();
        List<Step> steps = List.of(step(first), step(second));
        replay(first);
        Pending before = pendingOf(first, Seed.SLACK);

        assertThat(replayer().replay(steps)).containsExactly(second.id());

        assertThat(deliveryOf(first, Seed.SLACK)).isEqualTo(before);
        assertThat(outcomes(first)).containsOnlyOnce(Outcome.REDRIVEN);
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(1L, 2L);
    }

    @Test
    default void letsOneOfManyParallelReplaysWin() {
        Message message = delivered();
        Step step = step(message);

        List<List<MessageId>> taken = InParallel.results(8, _ -> replayer().replay(List.of(step)));

        assertThat(taken).filteredOn(some -> !some.isEmpty()).hasSize(1);
        assertThat(outcomes(message)).containsOnlyOnce(Outcome.REDRIVEN);
    }

    @Test
    default void countsCallsOn() {
        Message message = delivered();
        replay(message);

        deliver(message, Seed.SLACK, REPLAYED_AT.plusSeconds(1));

        assertThat(deliveryOf(message, Seed.SLACK))
                .isEqualTo(new Delivery.Delivered(Seed.SLACK, 4, 2, REPLAYED_AT.plusSeconds(1)));
        assertThat(outcomes(message))
                .containsExactly(Outcome.DELIVERED, Outcome.REDRIVEN, Outcome.DELIVERED);
        assertThat(lanes()).isEmpty();
    }

    @Test
    default void isNotSettledByAnAnswerFromBefore() {
        Message question = delivered();
        stored(answerTo(question.id()).acceptedAt(Seed.NOW.plusSeconds(2)));
        replay(question);

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(question.seq());
        assertThat(deliveryOf(question, Seed.SLACK)).isInstanceOf(Pending.class);
        assertThat(
                        store().journal()
                                .parkPending(Seed.SLACK, ParkReason.CHANNEL_DELETED, REPLAYED_AT))
                .isOne();
        assertThat(deliveryOf(question, Seed.SLACK)).isInstanceOf(Delivery.Parked.class);
    }

    @Test
    default void isSettledByALaterAnswer() {
        Message question = delivered();
        stored(answerTo(question.id()).acceptedAt(Seed.NOW.plusSeconds(2)));
        replay(question);
        Pending again = pendingOf(question, Seed.SLACK);

        stored(answerTo(question.id()).acceptedAt(REPLAYED_AT.plusSeconds(1)));

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).isEmpty();
        assertThat(deliveryOf(question, Seed.SLACK))
                .isEqualTo(again.answered(REPLAYED_AT.plusSeconds(1)));
    }

    @Test
    default void leavesOtherTargetsOfTheMessageAlone() {
        Message message = stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));
        deliver(message, Seed.SLACK, Seed.NOW);
        deliver(message, Target.SESSIONS_SERVER, Seed.NOW);

        replay(message);

        assertThat(deliveryOf(message, Target.SESSIONS_SERVER))
                .isInstanceOf(Delivery.Delivered.class);
        assertThat(pendingPerTarget()).containsOnlyKeys(Seed.SLACK);
    }

    @Test
    default void keepsAMessageUntilItHasArrivedAgain() {
        Message other = delivered();
        Message old = delivered();
        replay(old);
        Instant later = Seed.NOW.plus(Duration.ofDays(60));

        purgeAll(later, later.minus(Duration.ofDays(30)), later.minus(Duration.ofDays(30)));

        assertThat(store().history().find(other.id())).isEmpty();
        assertThat(store().history().find(old.id())).isPresent();
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(old.seq());
        deliver(old, Seed.SLACK, later);
        purgeAll(later, later.minus(Duration.ofDays(30)), later.minus(Duration.ofDays(30)));
        assertThat(store().history().find(old.id())).isEmpty();
    }

    @Test
    default void findsTheReceiptsOfBothCalls() {
        Message message = stored(message());
        deliveredWith("first", message);
        replay(message);
        deliveredWith("second", message);

        assertThat(store().history().findByReceipt(CONVERSATION, "second")).contains(message.id());
    }

    private void deliveredWith(String receipt, Message message) {
        Pending pending = pendingOf(message, Seed.SLACK);
        Attempt call =
                new Attempt(
                        pending.attempts() + 1,
                        REPLAYED_AT,
                        Duration.ofMillis(20),
                        Outcome.DELIVERED,
                        200,
                        "",
                        false);
        store().journal()
                .settle(
                        new Journal.Settlement(
                                message,
                                pending.revision(),
                                pending.delivered(REPLAYED_AT),
                                call,
                                receipt))
                .toCompletableFuture()
                .join();
    }
}
