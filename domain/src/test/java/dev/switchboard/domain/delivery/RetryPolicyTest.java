package dev.switchboard.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.RetryPolicy.Decision;
import dev.switchboard.domain.delivery.RetryPolicy.Decision.GiveUp;
import dev.switchboard.domain.delivery.RetryPolicy.Decision.RetryAt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double MIDDLE = 0.5;

    private final RetryPolicy policy = RetryPolicy.SHARED;

    @Nested
    class WithoutARequestFromTheTarget {
        @ParameterizedTest
        @CsvSource({
            "0, 1, false",
            "1, 5, false",
            "2, 15, false",
            "3, 30, false",
            "4, 60, false",
            "5, 60, true",
            "6, 60, true",
            "1439, 60, true"
        })
        void pausesByTheStepsOfTheSchedule(int attempts, long seconds, boolean targetDown) {
            assertThat(decide(attempts, null, MIDDLE))
                    .isEqualTo(new RetryAt(START.plusSeconds(seconds), targetDown));
        }

        @ParameterizedTest
        @CsvSource({
            "0, 0, 800",
            "0, 0.25, 900",
            "0, 1, 1200",
            "4, 0, 48000",
            "4, 1, 72000",
            "9, 0, 48000",
            "9, 1, 72000"
        })
        void spreadsAStepByAFifth(int attempts, double chance, long millis) {
            assertThat(decide(attempts, null, chance)).isEqualTo(retryAt(millis, attempts));
        }
    }

    @Nested
    class WithARequestFromTheTarget {
        @Test
        void waitsAsLongAsAsked() {
            assertThat(decide(0, Duration.ofSeconds(90), MIDDLE))
                    .isEqualTo(new RetryAt(START.plusSeconds(90), false));
        }

        @Test
        void addsNoJitterToWhatWasAsked() {
            assertThat(decide(0, Duration.ofSeconds(90), 1))
                    .isEqualTo(decide(0, Duration.ofSeconds(90), 0));
        }

        @Test
        void waitsItsOwnStepIfLessWasAsked() {
            assertThat(decide(2, Duration.ofSeconds(3), MIDDLE))
                    .isEqualTo(new RetryAt(START.plusSeconds(15), false));
        }

        @ParameterizedTest
        @ValueSource(longs = {900, 901, 86_400, Long.MAX_VALUE})
        void waitsFifteenMinutesAtMost(long seconds) {
            assertThat(decide(0, Duration.ofSeconds(seconds), MIDDLE))
                    .isEqualTo(new RetryAt(START.plusSeconds(900), false));
        }

        @ParameterizedTest
        @ValueSource(longs = {0, -1, Long.MIN_VALUE})
        void takesNoRequestForThePast(long seconds) {
            assertThat(decide(0, Duration.ofSeconds(seconds), MIDDLE))
                    .isEqualTo(new RetryAt(START.plusSeconds(1), false));
        }
    }

    @Nested
    class WhileADeliveryWaits {
        private static Pending until(Instant due) {
            return new Pending(Target.SESSIONS_SERVER, 2, 1, START, due);
        }

        @ParameterizedTest
        @CsvSource({"-1, false", "0, true", "1, true"})
        void isNotDueBeforeItsTime(long nanos, boolean due) {
            Instant at = START.plusSeconds(5);

            assertThat(policy.isDue(until(at), at.plusNanos(nanos))).isEqualTo(due);
        }

        @ParameterizedTest
        @CsvSource({"0, false", "1, true"})
        void waitsForNoTimeThatOnlyAnotherClockCanHaveSet(long nanos, boolean due) {
            Instant farAway = START.plus(Duration.ofMinutes(15)).plusNanos(nanos);

            assertThat(policy.isDue(until(farAway), START)).isEqualTo(due);
        }

        @Test
        void waitsForItsOwnStepsHoweverLongTheyAre() {
            RetryPolicy slow =
                    new RetryPolicy(
                            List.of(Duration.ofHours(1)),
                            0.5,
                            Duration.ofMinutes(15),
                            Duration.ofHours(24));

            assertThat(slow.isDue(until(START.plus(Duration.ofMinutes(90))), START)).isFalse();
            assertThat(slow.isDue(until(START.plus(Duration.ofMinutes(91))), START)).isTrue();
        }

        @Test
        void isDueBeforeItsFirstAttemptByAnyClock() {
            Pending owed = Delivery.owed(Target.SESSIONS_SERVER, START);

            assertThat(policy.isDue(owed, START.minusSeconds(60))).isTrue();
        }
    }

    @Nested
    class WithAge {
        private final Pending failed = Delivery.owed(Target.SESSIONS_SERVER, START);

        @Test
        void triesUntilJustBeforeADay() {
            Instant now = START.plus(Duration.ofDays(1)).minusNanos(1);

            assertThat(policy.decide(failed, now, null, MIDDLE)).isInstanceOf(RetryAt.class);
        }

        @Test
        void givesUpAtTheAgeOfADay() {
            Instant now = START.plus(Duration.ofDays(1));

            assertThat(policy.decide(failed, now, Duration.ofSeconds(1), MIDDLE))
                    .isEqualTo(new GiveUp());
        }

        @Test
        void beginsTheScheduleAnewForARedrivenDeliveryAlthoughItsCallsCountOn() {
            Pending again = failed;
            for (int i = 0; i < 9; i++) {
                again = again.retryAt(START);
            }
            Instant redriven = START.plus(Duration.ofHours(3));
            again = again.giveUp(ParkReason.EXHAUSTED, START).redrive(redriven);

            assertThat(again.attempts()).isEqualTo(10);
            assertThat(policy.decide(again, redriven, null, MIDDLE))
                    .isEqualTo(new RetryAt(redriven.plusSeconds(1), false));
            Instant second = redriven.plusSeconds(1);
            assertThat(policy.decide(again.retryAt(second), second, null, MIDDLE))
                    .isEqualTo(new RetryAt(second.plusSeconds(5), false));
        }

        @Test
        void takesNoStepTwiceHoweverShortThePausesCameOut() {
            Instant now = START;
            Pending next = failed;
            for (int step = 0; step < 8; step++) {
                Decision decision = policy.decide(next, now, null, 0);
                assertThat(decision)
                        .isEqualTo(new RetryAt(now.plus(policy.pause(step, null, 0)), step > 4));
                now = ((RetryAt) decision).at();
                next = next.retryAt(now);
            }
        }

        @Test
        void countsTheAgeOfARedrivenDeliveryFromThen() {
            Instant redriven = START.plus(Duration.ofDays(3));
            Pending again = failed.giveUp(ParkReason.EXHAUSTED, START).redrive(redriven);

            assertThat(policy.decide(again, redriven.plusSeconds(1), null, MIDDLE))
                    .isInstanceOf(RetryAt.class);
        }
    }

    private Decision decide(int attempts, @Nullable Duration retryAfter, double chance) {
        Instant since = START.minus(Duration.ofHours(1));
        Pending failed = new Pending(Target.SESSIONS_SERVER, attempts + 1L, attempts, since, START);
        return policy.decide(failed, START, retryAfter, chance);
    }

    private static RetryAt retryAt(long millis, int attempts) {
        return new RetryAt(START.plusMillis(millis), attempts > 4);
    }
}
