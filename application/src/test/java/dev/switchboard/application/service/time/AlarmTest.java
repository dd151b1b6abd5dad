package dev.switchboard.application.service.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AlarmTest {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final MutableClock clock = new MutableClock(Seed.NOW);
    private final FakeTimer timer = new FakeTimer(clock);
    private final AtomicInteger rings = new AtomicInteger();
    private final Alarm alarm = new Alarm(timer, rings::incrementAndGet);

    @Test
    void ringsOnceForTimesThatComeAfterItRings() {
        ringIn(SOON);
        ringIn(LATER);
        ringIn(SOON);

        clock.advance(LATER);

        assertThat(rings).hasValue(1);
    }

    @Test
    void ringsAtAnEarlierTimeThatIsAskedForLater() {
        ringIn(LATER);
        ringIn(SOON);

        clock.advance(SOON);

        assertThat(rings).hasValue(1);
    }

    @Test
    void ringsAgainWhenItHasRung() {
        ringIn(SOON);
        clock.advance(SOON);
        ringIn(LATER);

        clock.advance(LATER);

        assertThat(rings).hasValue(2);
    }

    private void ringIn(Duration time) {
        alarm.ringAt(clock.instant().plus(time));
    }
}
