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
    private final TargetLimiter gate =
            new TargetLimiters(
                            _ -> GateSettings.shared(PLACES),
                            List.of(),
                            ownership,
                            clock,
                            new FakeTimer(clock))
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
}
