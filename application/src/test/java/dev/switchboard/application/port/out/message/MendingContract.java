package dev.switchboard.application.port.out.message;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.message.Journal.Discard;
import dev.switchboard.application.port.out.message.Journal.Redriven;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Deliveries that are parked, re-driven and discarded.
public interface MendingContract extends StoreContract {
    Instant MENDED_AT = Seed.NOW.plusSeconds(3600);
    MessageId NOBODY = new MessageId("msg_" + "f".repeat(32));

    @Test
    default void parksEverythingPendingForATarget() {
        Message one = stored(message().inSession("one"));
        Message two = stored(message().inSession("two"));
        Message other = stored(message().inSession("one").owedTo(Target.SESSIONS_SERVER));

        int parked =
                store().journal().parkPending(Seed.SLACK, ParkReason.CHANNEL_DELETED, MENDED_AT);

        Delivery expected =
                Delivery.owed(Seed.SLACK, Seed.NOW).park(ParkReason.CHANNEL_DELETED, MENDED_AT);
        assertThat(parked).isEqualTo(2);
        assertThat(deliveryOf(one, Seed.SLACK)).isEqualTo(expected);
        assertThat(deliveryOf(two, Seed.SLACK)).isEqualTo(expected);
        assertThat(deliveryOf(other, Target.SESSIONS_SERVER)).isInstanceOf(Pending.class);
        assertThat(pendingPerTarget()).containsOnlyKeys(Target.SESSIONS_SERVER);
    }

    @Test
    default void tracesWhatItParks() {
        Message message = stored(message());

        store().journal().parkPending(Seed.SLACK, ParkReason.CHANNEL_DELETED, MENDED_AT);

        Attempt step = store().history().trace(message.id()).getLast().attempt();
        assertThat(step.outcome()).isEqualTo(Outcome.PARKED);
        assertThat(step.at()).isEqualTo(MENDED_AT);
        assertThat(step.detail()).contains("channel_deleted");
    }

    @Test
    default void parksOnlyWhatIsPending() {
        Message delivered = stored(message());
        deliver(delivered, Seed.SLACK, Seed.NOW);
        Message refused = stored(message());
        giveUp(refused, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);

        int parked =
                store().journal().parkPending(Seed.SLACK, ParkReason.CHANNEL_DELETED, MENDED_AT);

        assertThat(parked).isZero();
        assertThat(deliveryOf(delivered, Seed.SLACK)).isInstanceOf(Delivery.Delivered.class);
        assertThat(deliveryOf(refused, Seed.SLACK))
                .isEqualTo(
                        Delivery.owed(Seed.SLACK, Seed.NOW).giveUp(ParkReason.REFUSED, Seed.NOW));
    }

    @Test
    default void parksMoreThanAPageAtOnce() {
        for (int i = 0; i < 300; i++) {
            stored(message().inSession("s" + i % 40));
        }

        int parked =
                store().journal().parkPending(Seed.SLACK, ParkReason.CHANNEL_DELETED, MENDED_AT);

        assertThat(parked).isEqualTo(300);
        assertThat(lanes()).isEmpty();
    }

    @Test
    default void redrivesAParkedDeliveryToTheEndOfItsLane() {
        Message first = stored(message());
        stored(message());
        stored(message());
        giveUp(first, Seed.SLACK, ParkReason.REFUSED, Seed.NOW.plusSeconds(1));
        Delivery.Parked parked = (Delivery.Parked) deliveryOf(first, Seed.SLACK);

        Redriven redriven = redrive(first);

        assertThat(redriven).isEqualTo(new Redriven.Queued(first, parked.redrive(MENDED_AT)));
        assertThat(deliveryOf(first, Seed.SLACK)).isEqualTo(parked.redrive(MENDED_AT));
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(2L, 3L, 1L);
        assertThat(outcomes(first)).containsExactly(Outcome.REFUSED, Outcome.REDRIVEN);
    }

    @Test
    default void queuesLaterMessagesBehindARedrivenOne() {
        Message first = stored(message());
        stored(message());
        giveUp(first, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        redrive(first);

        stored(message());

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(2L, 1L, 3L);
    }

    @Test
    default void queuesRedrivenDeliveriesInTheOrderTheyWereRedriven() {
        Message first = stored(message());
        Message second = stored(message());
        stored(message());
        giveUp(first, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        giveUp(second, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);

        redrive(second);
        redrive(first);

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(3L, 2L, 1L);
    }

    @Test
    default void redrivesTheSameDeliveryTwiceIfItFailsTwice() {
        Message first = stored(message());
        stored(message());
        giveUp(first, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        redrive(first);
        stored(message());
        giveUp(first, Seed.SLACK, ParkReason.REFUSED, MENDED_AT);

        redrive(first);

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(2L, 3L, 1L);
        assertThat(pendingOf(first, Seed.SLACK).attempts()).isEqualTo(2);
    }

    @Test
    default void keepsARedrivenDeliverysPlaceWhileItIsRetried() {
        Message first = stored(message());
        stored(message());
        giveUp(first, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        redrive(first);

        retry(first, Seed.SLACK, MENDED_AT.plusSeconds(1));

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(2L, 1L);
    }

    @Test
    default void redrivesADeliveryThatWasBornParked() {
        Message message =
                stored(message().owedTo(Target.SESSIONS_SERVER).bornParked(ParkReason.STORED));

        Redriven redriven =
                store().journal().redrive(message.id(), Target.SESSIONS_SERVER, MENDED_AT);

        assertThat(redriven).isInstanceOf(Redriven.Queued.class);
        assertThat(pendingSeqs(CONVERSATION, Target.SESSIONS_SERVER)).containsExactly(1L);
    }

    @Test
    default void letsOneOfManyParallelRedrivesWin() {
        Message message = stored(message());
        giveUp(message, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);

        List<Redriven> results = InParallel.results(8, _ -> redrive(message));

        assertThat(results).filteredOn(Redriven.Queued.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !(result instanceof Redriven.Queued))
                .hasSize(7)
                .containsOnly(new Redriven.NotParked());
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(1L);
        assertThat(outcomes(message)).containsOnlyOnce(Outcome.REDRIVEN);
    }

    @Test
    default void redrivesNothingThatIsNotParked() {
        Message pending = stored(message());
        Message delivered = stored(message());
        deliver(delivered, Seed.SLACK, Seed.NOW);

        assertThat(redrive(pending)).isEqualTo(new Redriven.NotParked());
        assertThat(redrive(delivered)).isEqualTo(new Redriven.NotParked());
    }

    @Test
    default void redrivesNothingUnknown() {
        Message message = stored(message());
        Journal journal = store().journal();

        assertThat(journal.redrive(NOBODY, Seed.SLACK, MENDED_AT))
                .isEqualTo(new Redriven.Unknown());
        assertThat(journal.redrive(message.id(), Target.SESSIONS_SERVER, MENDED_AT))
                .isEqualTo(new Redriven.Unknown());
    }

    @Test
    default void discardsAParkedDeliveryForGood() {
        Message message = stored(message());
        giveUp(message, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        Delivery.Parked parked = (Delivery.Parked) deliveryOf(message, Seed.SLACK);

        Discard discarded = store().journal().discard(message.id(), Seed.SLACK, MENDED_AT);

        assertThat(discarded).isEqualTo(Discard.DONE);
        assertThat(deliveryOf(message, Seed.SLACK)).isEqualTo(parked.discard(MENDED_AT));
        assertThat(outcomes(message)).containsExactly(Outcome.REFUSED, Outcome.DISCARDED);
        assertThat(store().history().trace(message.id()).getLast().attempt())
                .isEqualTo(Attempt.step(MENDED_AT, Outcome.DISCARDED, ParkReason.REFUSED.code()));
        assertThat(redrive(message)).isEqualTo(new Redriven.NotParked());
    }

    @Test
    default void findsWhatIsParkedPageByPageWhileItIsDiscarded() {
        for (int i = 0; i < 7; i++) {
            stored(message().inSession("s" + i % 2).bornParked(ParkReason.EXHAUSTED));
        }

        assertThat(discardAll()).isEqualTo(7);
        assertThat(discardAll()).isZero();
    }

    private int discardAll() {
        int discarded = 0;
        @Nullable MessageId after = null;
        List<DeliveryLog.Item> page;
        do {
            page = store().deliveryLog().list(parkedBehind(after));
            for (DeliveryLog.Item item : page) {
                after = item.message();
                assertThat(store().journal().discard(after, Seed.SLACK, MENDED_AT))
                        .isEqualTo(Discard.DONE);
                discarded++;
            }
        } while (!page.isEmpty());
        return discarded;
    }

    private static DeliveryLog.Query parkedBehind(@Nullable MessageId after) {
        Set<DeliveryLog.State> parked = Set.of(DeliveryLog.State.PARKED);
        return new DeliveryLog.Query(Seed.SLACK, null, parked, null, null, after, 3);
    }

    @Test
    default void discardsNothingThatIsNotParked() {
        Message message = stored(message());
        Journal journal = store().journal();

        assertThat(journal.discard(message.id(), Seed.SLACK, MENDED_AT))
                .isEqualTo(Discard.NOT_PARKED);
        assertThat(journal.discard(NOBODY, Seed.SLACK, MENDED_AT)).isEqualTo(Discard.UNKNOWN);
        assertThat(journal.discard(message.id(), Target.SESSIONS_SERVER, MENDED_AT))
                .isEqualTo(Discard.UNKNOWN);
        assertThat(deliveryOf(message, Seed.SLACK)).isInstanceOf(Pending.class);
    }

    private Redriven redrive(Message message) {
        return store().journal().redrive(message.id(), Seed.SLACK, MENDED_AT);
    }
}
