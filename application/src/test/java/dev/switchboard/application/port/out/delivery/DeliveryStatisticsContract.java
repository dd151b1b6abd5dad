package dev.switchboard.application.port.out.delivery;

import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Statistics;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Counting deliveries.
public interface DeliveryStatisticsContract extends StoreContract {
    Instant LONG_AGO = Seed.NOW.minus(Duration.ofDays(1));

    @Test
    default void countsNothingForATargetThatWasNeverOwed() {
        stored(message().owedTo(Target.SESSIONS_SERVER));

        assertThat(store().deliveryLog().statistics(Seed.SLACK, LONG_AGO))
                .isEqualTo(new Statistics(0, 0, 0, 0, 0, 0, null, null));
    }

    @Test
    default void countsEachDeliveryWhereItStands() {
        stored(message());
        retry(stored(message()), Seed.SLACK, Seed.NOW);
        Message retriedTwice = stored(message());
        retry(retriedTwice, Seed.SLACK, Seed.NOW.plusSeconds(1));
        deliver(retriedTwice, Seed.SLACK, Seed.NOW.plusSeconds(2));
        Message answered = stored(message());
        deliver(answered, Seed.SLACK, Seed.NOW);
        stored(answerTo(answered.id()));
        giveUp(stored(message()), Seed.SLACK, ParkReason.REFUSED, Seed.NOW);

        Statistics statistics = store().deliveryLog().statistics(Seed.SLACK, LONG_AGO);

        Duration took = Duration.ofMillis(20);
        assertThat(statistics).isEqualTo(new Statistics(5, 2, 1, 1, 1, 2, took, took));
    }

    @Test
    default void countsMessagesAcceptedSinceAnInstantOnly() {
        stored(message().acceptedAt(Seed.NOW.minusMillis(1)));
        stored(message().acceptedAt(Seed.NOW.plusMillis(1)));

        assertThat(store().deliveryLog().statistics(Seed.SLACK, Seed.NOW).sent()).isEqualTo(1);
    }

    @Test
    default void tellsHowLongTheLastCallsTook() {
        for (int i = 0; i < 100; i++) {
            deliveredWithin(Duration.ofMillis(1 + i * 37 % 100));
        }

        Statistics statistics = store().deliveryLog().statistics(Seed.SLACK, LONG_AGO);

        assertThat(statistics.p50()).isBetween(Duration.ofMillis(50), Duration.ofMillis(51));
        assertThat(statistics.p95()).isBetween(Duration.ofMillis(95), Duration.ofMillis(96));
    }

    @Test
    default void takesNoDurationFromWhatWasNotDelivered() {
        retry(stored(message()), Seed.SLACK, Seed.NOW);
        giveUp(stored(message()), Seed.SLACK, ParkReason.REFUSED, Seed.NOW);

        Statistics statistics = store().deliveryLog().statistics(Seed.SLACK, LONG_AGO);

        assertThat(statistics.p50()).isNull();
        assertThat(statistics.p95()).isNull();
    }

    private void deliveredWithin(Duration took) {
        Message message = stored(message());
        Pending pending = pendingOf(message, Seed.SLACK);
        Attempt attempt = new Attempt(1, Seed.NOW, took, Outcome.DELIVERED, 200, "", false);
        settled(message, pending.revision(), pending.delivered(Seed.NOW), attempt);
    }
}
