package dev.switchboard.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = START.plusSeconds(60);
    private static final Target TARGET = Target.SESSIONS_SERVER;

    private final Pending owed = Delivery.owed(TARGET, START);

    @Nested
    class WhenOwed {
        @Test
        void isDueAtOnceAndWasNeverTried() {
            assertThat(owed).isEqualTo(new Pending(TARGET, 1, 0, START, START));
        }

        @Test
        void isDeliveredByOneCall() {
            assertThat(owed.delivered(LATER)).isEqualTo(new Delivered(TARGET, 2, 1, LATER));
        }

        @Test
        void waitsForItsNextAttemptWithItsAgeUnchanged() {
            assertThat(owed.retryAt(LATER)).isEqualTo(new Pending(TARGET, 2, 1, START, LATER));
        }

        @Test
        void isGivenUpAfterACall() {
            assertThat(owed.giveUp(ParkReason.REFUSED, LATER))
                    .isEqualTo(new Parked(TARGET, 2, 1, ParkReason.REFUSED, LATER));
        }

        @Test
        void isPutAsideWithoutACall() {
            assertThat(owed.park(ParkReason.STORED, LATER))
                    .isEqualTo(new Parked(TARGET, 2, 0, ParkReason.STORED, LATER));
        }

        @Test
        void countsTheCallThatAnAnswerOvertook() {
            assertThat(owed.answered(LATER)).isEqualTo(new Answered(TARGET, 2, 1, LATER, LATER));
        }
    }

    @Nested
    class WhenRetried {
        private final Pending retried = owed.retryAt(LATER).retryAt(LATER.plusSeconds(5));

        @Test
        void countsEveryCall() {
            assertThat(retried.attempts()).isEqualTo(2);
            assertThat(retried.delivered(LATER).attempts()).isEqualTo(3);
        }

        @Test
        void countsNoFurtherCallForAnAnswer() {
            assertThat(retried.answered(LATER).attempts()).isEqualTo(2);
        }
    }

    @Nested
    class WhenDelivered {
        @Test
        void keepsItsTimeWhenAnswered() {
            assertThat(owed.delivered(START).answered(LATER))
                    .isEqualTo(new Answered(TARGET, 3, 1, START, LATER));
        }
    }

    @Nested
    class WhenParked {
        private final Parked parked = owed.retryAt(START).giveUp(ParkReason.EXHAUSTED, START);

        @Test
        void startsItsAgeAnewWhenRedriven() {
            assertThat(parked.redrive(LATER)).isEqualTo(new Pending(TARGET, 4, 2, LATER, LATER));
        }

        @Test
        void isAnsweredLateAllTheSame() {
            assertThat(parked.answered(LATER)).isEqualTo(new Answered(TARGET, 4, 2, LATER, LATER));
        }

        @Test
        void keepsItsReasonWhenDiscarded() {
            assertThat(parked.discard(LATER))
                    .isEqualTo(new Discarded(TARGET, 4, 2, ParkReason.EXHAUSTED, LATER));
        }
    }
}
