package dev.switchboard.application.port.out.message;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Pace;
import dev.switchboard.application.port.out.message.Journal.RememberedAnswer;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Steps of deliveries: each takes effect once and is always traced.
public interface SettlementContract extends StoreContract {
    Instant TRIED_AT = Seed.NOW.plusSeconds(1);

    @Test
    default void takesAStepAndTracesIt() {
        Message message = stored(message());
        Pending pending = pendingOf(message, Seed.SLACK);
        Attempt attempt =
                new Attempt(1, TRIED_AT, Duration.ofMillis(42), Outcome.DELIVERED, 200, "", true);

        Settled settled =
                settled(message, pending.revision(), pending.delivered(TRIED_AT), attempt);

        assertThat(settled).isEqualTo(new Settled.Done());
        assertThat(deliveryOf(message, Seed.SLACK)).isEqualTo(pending.delivered(TRIED_AT));
        assertThat(store().history().trace(message.id()))
                .containsExactly(new Hop(Seed.SLACK, attempt));
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).isEmpty();
    }

    @Test
    default void takesAStepThatNothingWaitsForAllTheSame() {
        Message message = stored(message());
        Pending pending = pendingOf(message, Seed.SLACK);
        Delivery taken = pending.delivered(TRIED_AT);
        Attempt attempt =
                new Attempt(1, TRIED_AT, Duration.ofMillis(42), Outcome.DELIVERED, 200, "", false);
        Settlement unhurried =
                new Settlement(
                        message.conversation(),
                        message.id(),
                        pending.revision(),
                        taken,
                        attempt,
                        null,
                        Pace.UNHURRIED);

        Settled settled = store().journal().settle(unhurried).toCompletableFuture().join();

        assertThat(settled).isEqualTo(new Settled.Done());
        assertThat(deliveryOf(message, Seed.SLACK)).isEqualTo(taken);
    }

    @Test
    default void keepsAnAnswerWithAStepAlsoIfItIsOvertaken() {
        for (long expected : List.of(1L, 7L)) {
            EntryDraft draft = message().keyed(key("k" + expected, "f"));
            Message message = stored(draft);
            Pending pending = pendingOf(message, Seed.SLACK);
            Attempt attempt =
                    new Attempt(1, TRIED_AT, Duration.ZERO, Outcome.DELIVERED, 200, "", false);
            Settlement step =
                    new Settlement(message, expected, pending.delivered(TRIED_AT), attempt)
                            .withAnswer(new RememberedAnswer("svc", "k" + expected, "answer"));

            Settled settled = store().journal().settle(step).toCompletableFuture().join();

            assertThat(settled)
                    .isInstanceOf(expected == 1 ? Settled.Done.class : Settled.Overtaken.class);
            assertThat(store().journal().append(message().keyed(key("k" + expected, "f")).entry()))
                    .isEqualTo(new Appended.Repeated(message.id(), "answer"));
        }
    }

    /// The call's reply came after the answer, and its settlement was even later.
    @Test
    default void wasTakenBeforeItWasAnswered() {
        Message question = stored(message());
        deliver(question, Seed.SLACK, Seed.NOW.plusSeconds(60));

        stored(answerTo(question.id()));

        assertThat(deliveryOf(question, Seed.SLACK))
                .isInstanceOfSatisfying(
                        Delivery.Answered.class,
                        answered ->
                                assertThat(answered.deliveredAt())
                                        .isEqualTo(answered.answeredAt()));
    }

    @Test
    default void countsACallOfAParkedDeliveryThatWasAnswered() {
        Message question = stored(message());
        store().journal().parkPending(Seed.SLACK, ParkReason.CHANNEL_DELETED, Seed.NOW);

        stored(answerTo(question.id()));

        assertThat(deliveryOf(question, Seed.SLACK).attempts()).isEqualTo(1);
    }

    @Test
    default void keepsAnAttemptWithoutAStatus() {
        Message message = stored(message());
        Pending pending = pendingOf(message, Seed.SLACK);
        Attempt attempt =
                new Attempt(
                        1,
                        TRIED_AT,
                        Duration.ofSeconds(15),
                        Outcome.UNKNOWN_OUTCOME,
                        null,
                        "no answer within 15 s \u2026 \"quoted\"",
                        false);

        settled(message, pending.revision(), pending.retryAt(TRIED_AT.plusSeconds(1)), attempt);

        assertThat(store().history().trace(message.id()))
                .containsExactly(new Hop(Seed.SLACK, attempt));
    }

    @Test
    default void keepsAPendingDeliverysNextTime() {
        Message message = stored(message());
        Pending next = pendingOf(message, Seed.SLACK).retryAt(TRIED_AT.plusSeconds(5));

        settled(message, 1, next, Outcome.UNAVAILABLE, TRIED_AT);

        assertThat(deliveryOf(message, Seed.SLACK)).isEqualTo(next);
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(1L);
    }

    @Test
    default void keepsWhyADeliveryIsParked() {
        Message message = stored(message());
        ParkReason reason = new ParkReason("A_reason_of_64_characters");
        Delivery parked = pendingOf(message, Seed.SLACK).giveUp(reason, TRIED_AT);

        settled(message, 1, parked, Outcome.REFUSED, TRIED_AT);

        assertThat(deliveryOf(message, Seed.SLACK)).isEqualTo(parked);
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).isEmpty();
    }

    @Test
    default void deliversWhatWasParkedToAClientThatReturns() {
        Message message = stored(reply());
        giveUp(message, Target.LIVE_CLIENTS, ParkReason.NO_CLIENT, TRIED_AT);
        Parked parked = (Parked) deliveryOf(message, Target.LIVE_CLIENTS);
        Delivery taken = parked.delivered(TRIED_AT.plusSeconds(9));

        Settled settled =
                settled(
                        message,
                        parked.revision(),
                        taken,
                        Outcome.DELIVERED,
                        TRIED_AT.plusSeconds(9));

        assertThat(settled).isEqualTo(new Settled.Done());
        assertThat(deliveryOf(message, Target.LIVE_CLIENTS)).isEqualTo(taken);
        assertThat(outcomes(message)).containsExactly(Outcome.REFUSED, Outcome.DELIVERED);
        assertThat(pendingSeqs(CHAT, Target.LIVE_CLIENTS)).isEmpty();
    }

    @Test
    default void parksWhatItsTargetTookAndRefusesLater() {
        Message message = stored(message());
        Pending first = pendingOf(message, Seed.SLACK);
        Delivery.Delivered taken = first.delivered(TRIED_AT);
        settled(message, first.revision(), taken, Outcome.DELIVERED, TRIED_AT);
        Parked refused = taken.refused(new ParkReason("late"), TRIED_AT.plusSeconds(1));

        Settled settled =
                settled(
                        message,
                        taken.revision(),
                        refused,
                        Attempt.step(TRIED_AT.plusSeconds(1), Outcome.REFUSED, "late"));

        assertThat(settled).isEqualTo(new Settled.Done());
        assertThat(deliveryOf(message, Seed.SLACK)).isEqualTo(refused);
        assertThat(outcomes(message)).containsExactly(Outcome.DELIVERED, Outcome.REFUSED);
        assertThat(store().journal().redrive(message.id(), Seed.SLACK, TRIED_AT.plusSeconds(2)))
                .isInstanceOf(Journal.Redriven.Queued.class);
    }

    @Test
    default void deliversWhatWasBornParked() {
        Message message = stored(reply().bornParked(ParkReason.NO_CLIENT));
        Parked parked = (Parked) deliveryOf(message, Target.LIVE_CLIENTS);
        Delivery taken = parked.delivered(TRIED_AT);

        settled(message, parked.revision(), taken, Outcome.DELIVERED, TRIED_AT);

        assertThat(deliveryOf(message, Target.LIVE_CLIENTS)).isEqualTo(taken);
        assertThat(outcomes(message)).containsExactly(Outcome.DELIVERED);
    }

    @Test
    default void leavesAnOvertakenStepInTheTraceOnly() {
        Message message = stored(message());
        Pending first = pendingOf(message, Seed.SLACK);
        retry(message, Seed.SLACK, TRIED_AT);

        Settled settled =
                settled(
                        message,
                        first.revision(),
                        first.delivered(TRIED_AT.plusSeconds(1)),
                        Outcome.DELIVERED,
                        TRIED_AT.plusSeconds(1));

        assertThat(settled)
                .isEqualTo(new Settled.Overtaken(first.retryAt(TRIED_AT.plusSeconds(1))));
        assertThat(deliveryOf(message, Seed.SLACK))
                .isEqualTo(first.retryAt(TRIED_AT.plusSeconds(1)));
        assertThat(outcomes(message)).containsExactly(Outcome.UNAVAILABLE, Outcome.DELIVERED);
    }

    @Test
    default void takesTheSameStepOnceHoweverOftenItIsAskedFor() {
        Message message = stored(message());
        Pending pending = pendingOf(message, Seed.SLACK);
        Delivery taken = pending.delivered(TRIED_AT);

        List<Settled> results =
                InParallel.results(3, _ -> settled(message, 1, taken, Outcome.DELIVERED, TRIED_AT));

        assertThat(results).containsOnly(new Settled.Done());
        assertThat(deliveryOf(message, Seed.SLACK)).isEqualTo(taken);
        assertThat(outcomes(message)).containsExactly(Outcome.DELIVERED);
    }

    @Test
    default void takesARetryOnceThatIsAskedForAgain() {
        Message message = stored(message());
        Pending next = pendingOf(message, Seed.SLACK).retryAt(TRIED_AT.plusSeconds(5));
        settled(message, 1, next, Outcome.UNAVAILABLE, TRIED_AT);

        Settled again = settled(message, 1, next, Outcome.UNAVAILABLE, TRIED_AT);

        assertThat(again).isEqualTo(new Settled.Done());
        assertThat(deliveryOf(message, Seed.SLACK)).isEqualTo(next);
        assertThat(outcomes(message)).containsExactly(Outcome.UNAVAILABLE);
    }

    @Test
    default void givesUpOnceWithoutACallWhenAskedAgain() {
        Message message = stored(message());
        Delivery parked = pendingOf(message, Seed.SLACK).park(ParkReason.NO_CLIENT, TRIED_AT);
        Attempt step = Attempt.step(TRIED_AT, Outcome.PARKED, ParkReason.NO_CLIENT.code());
        settled(message, 1, parked, step);

        Settled again = settled(message, 1, parked, step);

        assertThat(again).isEqualTo(new Settled.Done());
        assertThat(outcomes(message)).containsExactly(Outcome.PARKED);
    }

    @Test
    default void settlesEachTargetOnItsOwn() {
        Message message = stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));

        deliver(message, Seed.SLACK, TRIED_AT);

        assertThat(deliveryOf(message, Seed.SLACK)).isInstanceOf(Delivery.Delivered.class);
        assertThat(pendingOf(message, Target.SESSIONS_SERVER))
                .isEqualTo(Delivery.owed(Target.SESSIONS_SERVER, Seed.NOW));
    }

    @Test
    default void letsOneOfManyParallelStepsThrough() {
        Message message = stored(message());
        Pending pending = pendingOf(message, Seed.SLACK);

        List<Settled> results =
                InParallel.results(
                        8,
                        i ->
                                settled(
                                        message,
                                        pending.revision(),
                                        pending.delivered(TRIED_AT),
                                        Outcome.DELIVERED,
                                        TRIED_AT.plusMillis(i)));

        assertThat(results).filteredOn(Settled.Done.class::isInstance).hasSize(1);
        assertThat(store().history().trace(message.id())).hasSize(8);
        assertThat(deliveryOf(message, Seed.SLACK).revision()).isEqualTo(2);
    }

    @Test
    default void settlesManyMessagesAtOnce() {
        List<Message> messages = InParallel.results(64, i -> stored(message().inSession("s" + i)));

        InParallel.results(
                64,
                i ->
                        settled(
                                messages.get(i),
                                1,
                                Delivery.owed(Seed.SLACK, Seed.NOW).delivered(TRIED_AT),
                                Outcome.DELIVERED,
                                TRIED_AT));

        assertThat(pendingPerTarget()).isEmpty();
    }
}
