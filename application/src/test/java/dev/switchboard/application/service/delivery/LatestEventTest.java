package dev.switchboard.application.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.service.delivery.TargetLimiter.Admission;
import dev.switchboard.application.service.delivery.TargetLimiter.TargetSignal;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatestEventTest {

    private final MutableClock clock = new MutableClock();
    private final TargetLimiter gate =
            new TargetLimiter(
                    new Target(Target.Kind.BOT, "bot"),
                    GateSettings.shared(1),
                    () -> 1,
                    clock,
                    new FakeTimer(clock));
    private final LatestEvent event = new LatestEvent();
    private final List<String> passed = new ArrayList<>();

    private void offer(String name) {
        event.offer(clock.instant(), () -> passed.add(name));
    }

    /// Passes on now and at the next admission, like a lane.
    private void passOn() {
        if (!event.passOn(gate, this::passOn, clock.instant())) {
            gate.passOn();
        }
    }

    @Test
    void isPassedOnOnce() {
        offer("typing");

        passOn();
        passOn();

        assertThat(passed).containsExactly("typing");
        assertThat(event.isEmpty()).isTrue();
    }

    @Test
    void givesWayToALaterOne() {
        offer("typing");
        offer("still typing");

        passOn();

        assertThat(passed).containsExactly("still typing");
    }

    @ParameterizedTest
    @CsvSource({"4999, true", "5000, false"})
    void waitsForAPlaceFiveSecondsAtMost(long millis, boolean inTime) {
        assertThat(gate.enter(() -> {})).isEqualTo(Admission.ENTER);
        offer("typing");
        passOn();
        assertThat(passed).isEmpty();

        clock.advance(Duration.ofMillis(millis));
        gate.leave(TargetSignal.ALIVE);

        assertThat(passed).hasSize(inTime ? 1 : 0);
        assertThat(event.isEmpty()).isTrue();
        assertThat(gate.enter(() -> {})).isEqualTo(Admission.ENTER);
    }

    @Test
    void isDroppedWhileItsTargetIsAway() {
        gate.countAsDown(gate.served());
        offer("typing");

        passOn();
        clock.advance(Duration.ofMinutes(1));

        assertThat(passed).isEmpty();
        assertThat(event.isEmpty()).isTrue();
    }

    @Test
    void saysNothingOfItsTarget() {
        for (int i = 0; i < 10; i++) {
            offer("typing");
            passOn();
        }

        assertThat(gate.circuit().failures()).isZero();
        assertThat(gate.enter(() -> {})).isEqualTo(Admission.ENTER);
    }
}
