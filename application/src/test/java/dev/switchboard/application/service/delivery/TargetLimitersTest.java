package dev.switchboard.application.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.service.delivery.TargetLimiter.Admission;
import dev.switchboard.application.service.delivery.TargetLimiter.TargetSignal;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The concurrent calls of a target, where hubs share.
class TargetLimitersTest {

    private static final int PLACES = 8;

    private static final Partitions OTHERS = Partitions.of(IntStream.range(0, 512));

    private final MutableClock clock = new MutableClock();
    private final FakePartitionOwnership ownership = new FakePartitionOwnership();
    private final FakeTimer timer = new FakeTimer(clock);
    private final TargetLimiter gate =
            new TargetLimiters(_ -> GateSettings.shared(PLACES), List.of(), ownership, clock, timer)
                    .of(new Target(Target.Kind.CHANNEL, "crm"));
    private final List<Integer> admitted = new ArrayList<>();

    private long entering(int visitors) {
        return IntStream.range(0, visitors)
                .filter(i -> gate.enter(() -> admitted.add(i)) == Admission.ENTER)
                .count();
    }

    @Test
    void areAllThoseOfAHubAlone() {
        assertThat(entering(PLACES + 1)).isEqualTo(PLACES);
    }

    @Test
    void areHalfOfThemAtAHubWithHalfOfTheConversations() {
        ownership.lose(OTHERS);

        assertThat(entering(PLACES)).isEqualTo(PLACES / 2);
    }

    /// The next calls to end make no room when others own more, and more room when they own less.
    @Test
    void followWhatTheHubOwns() {
        assertThat(entering(PLACES + 4)).isEqualTo(PLACES);

        ownership.lose(OTHERS);
        for (int i = 0; i < PLACES / 2; i++) {
            gate.leave(TargetSignal.SERVING);
        }
        assertThat(admitted).isEmpty();

        ownership.take(OTHERS, true);
        gate.leave(TargetSignal.SERVING);
        assertThat(admitted).hasSize(4);
    }

    /// An outage of five hours, with a lane that always waits and comes back.
    @Test
    void waitForOneTimeHoweverManyAsk() {
        Duration pause = Duration.ofMinutes(5);
        List<Integer> turns = new ArrayList<>();
        for (int round = 0; round < 60; round++) {
            int seen = gate.switchings();
            long inside = entering(PLACES + 4);
            assertThat(inside).isEqualTo(PLACES);
            for (int i = 0; i < inside; i++) {
                gate.resumeAt(clock.instant().plus(pause).plusMillis(i));
                gate.hold(seen);
                gate.leave(TargetSignal.NONE);
            }
            turns.add(timer.waiting());
            clock.advance(pause);
        }

        assertThat(turns).containsOnly(1);
    }

    @Test
    void areMadeAgainAtTheEarliestTime() {
        Instant now = clock.instant();
        gate.resumeAt(now.plusSeconds(300));
        gate.resumeAt(now.plusSeconds(10));
        gate.hold(gate.switchings());
        assertThat(entering(1)).isZero();

        clock.advance(Duration.ofSeconds(10));
        assertThat(admitted).hasSize(1);
        assertThat(entering(1)).isEqualTo(1);

        gate.hold(gate.switchings());
        clock.advance(Duration.ofSeconds(290)); // the time that the earlier one took the place of
        assertThat(entering(1)).isZero();
    }

    /// A call that began before the switch was changed says nothing about it.
    @Test
    void stayHeldThoughAnEarlierCallSaysSoLate() {
        int before = gate.switchings();
        gate.resume();
        gate.hold(gate.switchings());

        gate.hold(before);

        assertThat(entering(1)).isZero();
    }

    @Test
    void goOnThoughAnEarlierCallFoundThemHeld() {
        int before = gate.switchings();
        gate.resume();

        gate.hold(before);

        assertThat(entering(1)).isEqualTo(1);
    }
}
