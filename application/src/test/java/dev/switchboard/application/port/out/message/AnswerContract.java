package dev.switchboard.application.port.out.message;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A journaled answer proves that the answered message arrived.
public interface AnswerContract extends StoreContract {
    Instant ANSWERED_AT = Seed.NOW.plusSeconds(10);

    @Test
    default void keepsWhatAMessageAnswers() {
        Message question = stored(message());

        Message answer = stored(answerTo(question.id()));

        assertThat(answer.answers()).isEqualTo(question.id());
        assertThat(store().history().find(answer.id()).orElseThrow().message()).isEqualTo(answer);
    }

    @Test
    default void answersADeliveryThatIsStillPending() {
        Message question = stored(message());
        Pending pending = pendingOf(question, Seed.SLACK);

        stored(answerTo(question.id()).acceptedAt(ANSWERED_AT));

        assertThat(deliveryOf(question, Seed.SLACK)).isEqualTo(pending.answered(ANSWERED_AT));
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).isEmpty();
    }

    @Test
    default void answersADeliveredDelivery() {
        Message question = stored(message());
        deliver(question, Seed.SLACK, Seed.NOW.plusSeconds(1));

        stored(answerTo(question.id()).acceptedAt(ANSWERED_AT));

        assertThat(deliveryOf(question, Seed.SLACK))
                .isEqualTo(
                        Delivery.owed(Seed.SLACK, Seed.NOW)
                                .delivered(Seed.NOW.plusSeconds(1))
                                .answered(ANSWERED_AT));
    }

    @Test
    default void answersAParkedDelivery() {
        Message question = stored(message());
        giveUp(question, Seed.SLACK, ParkReason.EXHAUSTED, Seed.NOW.plusSeconds(1));

        stored(answerTo(question.id()).acceptedAt(ANSWERED_AT));

        assertThat(deliveryOf(question, Seed.SLACK))
                .isEqualTo(
                        Delivery.owed(Seed.SLACK, Seed.NOW)
                                .giveUp(ParkReason.EXHAUSTED, Seed.NOW.plusSeconds(1))
                                .answered(ANSWERED_AT));
    }

    @Test
    default void leavesADiscardedDeliveryAsItIs() {
        Message question = stored(message());
        giveUp(question, Seed.SLACK, ParkReason.EXHAUSTED, Seed.NOW.plusSeconds(1));
        store().journal().discard(question.id(), Seed.SLACK, Seed.NOW.plusSeconds(2));

        stored(answerTo(question.id()).acceptedAt(ANSWERED_AT));

        assertThat(deliveryOf(question, Seed.SLACK)).isInstanceOf(Delivery.Discarded.class);
    }

    @Test
    default void keepsTheFirstAnswersTimeOfADeliveryAnsweredTwice() {
        Message question = stored(message());
        stored(answerTo(question.id()).acceptedAt(ANSWERED_AT));
        Delivery answered = deliveryOf(question, Seed.SLACK);

        stored(answerTo(question.id()).acceptedAt(ANSWERED_AT.plusSeconds(5)));

        assertThat(deliveryOf(question, Seed.SLACK)).isEqualTo(answered);
    }

    @Test
    default void leavesAStepInTheTraceOfTheAnsweredMessage() {
        Message question = stored(message());
        deliver(question, Seed.SLACK, Seed.NOW.plusSeconds(1));

        stored(answerTo(question.id()).acceptedAt(ANSWERED_AT));

        Hop last = store().history().trace(question.id()).getLast();
        assertThat(last.target()).isEqualTo(Seed.SLACK);
        assertThat(last.attempt().outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(last.attempt().number()).isZero();
        assertThat(last.attempt().at()).isEqualTo(ANSWERED_AT);
    }

    @Test
    default void overtakesAStepThatWasOnItsWay() {
        Message question = stored(message());
        Pending pending = pendingOf(question, Seed.SLACK);
        stored(answerTo(question.id()).acceptedAt(ANSWERED_AT));

        Settled settled =
                settled(
                        question,
                        pending.revision(),
                        pending.retryAt(ANSWERED_AT.plusSeconds(30)),
                        Outcome.UNKNOWN_OUTCOME,
                        ANSWERED_AT);

        assertThat(settled).isInstanceOf(Settled.Overtaken.class);
        assertThat(deliveryOf(question, Seed.SLACK)).isEqualTo(pending.answered(ANSWERED_AT));
        assertThat(outcomes(question))
                .containsExactlyInAnyOrder(Outcome.ANSWERED, Outcome.UNKNOWN_OUTCOME);
    }

    @Test
    default void answersNothingWhenTheAnswerIsARepeat() {
        Message question = stored(message());
        Message next = stored(message());
        stored(answerTo(question.id()).keyed(key("webhook-id", "f")));

        store().journal().append(answerTo(next.id()).keyed(key("webhook-id", "f")).entry());

        assertThat(deliveryOf(next, Seed.SLACK)).isInstanceOf(Pending.class);
    }

    @Test
    default void storesAnAnswerToAMessageThatIsGone() {
        Message answer = stored(answerTo(new MessageId("msg_" + "f".repeat(32))));

        assertThat(deliveryOf(answer, Target.SESSIONS_SERVER)).isInstanceOf(Pending.class);
    }
}
