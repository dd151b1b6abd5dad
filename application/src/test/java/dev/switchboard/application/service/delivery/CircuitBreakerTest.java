package dev.switchboard.application.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.service.delivery.TargetLimiter.TargetSignal;
import dev.switchboard.domain.delivery.Circuit.State;
import dev.switchboard.domain.delivery.GateSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakerTest {

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final MutableClock clock = new MutableClock();
    private final AtomicInteger pausesOver = new AtomicInteger();
    private final CircuitBreaker breaker =
            new CircuitBreaker(
                    new GateSettings(16, 3, FIRST, LONGEST),
                    clock,
                    new FakeTimer(clock),
                    pausesOver::incrementAndGet);

    private void visits(TargetSignal... signals) {
        for (TargetSignal signal : signals) {
            breaker.begin();
            breaker.end(signal, "no connection");
        }
    }

    @Test
    void opensAfterSomeOutagesInARow() {
        visits(TargetSignal.OUTAGE, TargetSignal.OUTAGE);
        assertThat(breaker.isShut()).isFalse();

        visits(TargetSignal.OUTAGE);

        assertThat(breaker.isShut()).isTrue();
        assertThat(breaker.view().state()).isEqualTo(State.OPEN);
        assertThat(breaker.view().nextProbeAt()).isEqualTo(Seed.NOW.plus(FIRST));
    }

    @Test
    void countsAnewAfterASignOfLife() {
        visits(
                TargetSignal.OUTAGE,
                TargetSignal.OUTAGE,
                TargetSignal.ALIVE,
                TargetSignal.OUTAGE,
                TargetSignal.OUTAGE);

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void takesAVisitThatCalledNobodyForNothing() {
        visits(TargetSignal.OUTAGE, TargetSignal.OUTAGE, TargetSignal.NONE, TargetSignal.OUTAGE);

        assertThat(breaker.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void pausesAsLongIfTheClockIsSet(int hours) {
        breaker.trip();
        clock.set(Duration.ofHours(hours));

        clock.advance(FIRST.minusSeconds(1));
        assertThat(breaker.isShut()).isTrue();
        clock.advance(Duration.ofSeconds(1));

        assertThat(breaker.isShut()).isFalse();
        assertThat(pausesOver).hasValue(1);
    }

    @Nested
    class WhenItsPauseIsOver {

        @BeforeEach
        void openAndWait() {
            breaker.trip();
            clock.advance(FIRST);
        }

        @Test
        void saysSoOnce() {
            assertThat(pausesOver).hasValue(1);
        }

        @Test
        void letsOneVisitProbe() {
            assertThat(breaker.isShut()).isFalse();

            breaker.begin();

            assertThat(breaker.isShut()).isTrue();
            assertThat(breaker.view().state()).isEqualTo(State.HALF_OPEN);
        }

        @Test
        void closesWhenTheProbeFindsTheTargetAlive() {
            visits(TargetSignal.ALIVE);

            assertThat(breaker.view().state()).isEqualTo(State.CLOSED);
            assertThat(breaker.view().failures()).isZero();
        }

        @Test
        void pausesTwiceAsLongAfterEachFailedProbeUpToTheLongest() {
            visits(TargetSignal.OUTAGE);
            assertThat(breaker.view().nextProbeAt()).isEqualTo(clock.instant().plusSeconds(60));
            clock.advance(Duration.ofSeconds(60));

            visits(TargetSignal.OUTAGE);

            assertThat(breaker.view().nextProbeAt()).isEqualTo(clock.instant().plus(LONGEST));
        }

        @Test
        void pausesAsAtFirstWhenItOpensAgain() {
            visits(TargetSignal.OUTAGE);
            clock.advance(Duration.ofSeconds(60));
            visits(TargetSignal.ALIVE);

            breaker.trip();

            assertThat(breaker.view().nextProbeAt()).isEqualTo(clock.instant().plus(FIRST));
        }

        @Test
        void staysOpenAfterAProbeThatCalledNobody() {
            visits(TargetSignal.NONE);

            assertThat(breaker.isOpen()).isTrue();
            assertThat(breaker.isShut()).isFalse();
        }
    }
}
