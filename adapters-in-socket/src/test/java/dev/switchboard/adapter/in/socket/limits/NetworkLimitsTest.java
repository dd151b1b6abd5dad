package dev.switchboard.adapter.in.socket.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.limits.NetworkLimits.Admission;
import dev.switchboard.adapter.in.socket.limits.NetworkLimits.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkLimitsTest {

    private static final String HERE = "192.0.2.1";

    private long now = Long.MAX_VALUE - 1_000; // overflows in a moment, as the JDK's clock may

    private NetworkLimits limits(Limits limits) {
        return new NetworkLimits(limits, () -> now);
    }

    @Test
    void refusesANetworkThatHasItsShareThoughItsConnectionsHaveSettled() {
        NetworkLimits limits = limits(new Limits(1_000, 3, 2, 1_000));
        settled(limits, HERE, 3);

        assertThat(limits.enter(HERE)).isEqualTo(Admission.CROWDED);
        assertThat(limits.enter("192.0.2.2")).isEqualTo(Admission.ADMITTED);

        limits.leave(HERE, true);
        assertThat(limits.enter(HERE)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void refusesMoreThatHaveNotSettled() {
        NetworkLimits limits = limits(new Limits(1_000, 100, 2, 1_000));
        limits.enter(HERE);
        limits.enter(HERE);

        assertThat(limits.enter(HERE)).isEqualTo(Admission.UNSETTLED);

        limits.settle(HERE);
        assertThat(limits.enter(HERE)).isEqualTo(Admission.ADMITTED);
        limits.leave(HERE, false);
        assertThat(limits.enter(HERE)).isEqualTo(Admission.ADMITTED);
        assertThat(limits.enter(HERE)).isEqualTo(Admission.UNSETTLED);
    }

    @Test
    void refusesANetworkThatComesTooOften() {
        NetworkLimits limits = limits(new Limits(1_000, 1_000, 1_000, 60));
        for (int i = 0; i < 60; i++) {
            assertThat(limits.enter(HERE)).isEqualTo(Admission.ADMITTED);
            limits.leave(HERE, false);
        }

        assertThat(limits.enter(HERE)).isEqualTo(Admission.TOO_OFTEN);
        pass(Duration.ofMillis(1_001));

        assertThat(limits.enter(HERE)).isEqualTo(Admission.ADMITTED);
        assertThat(limits.enter(HERE)).isEqualTo(Admission.TOO_OFTEN);
        pass(Duration.ofMinutes(5));
        assertThat(IntStream.range(0, 61).mapToObj(_ -> limits.enter(HERE)))
                .filteredOn(Admission.ADMITTED::equals)
                .hasSize(60);
    }

    @Test
    void leavesRoomForOthersHoweverManyNetworksTakeAllTheyCanGet() {
        NetworkLimits limits = limits(new Limits(20_000, 2_000, 100, 10_000));

        for (int round = 0; round < 2_000; round++) {
            for (int network = 0; network < 50; network++) {
                settled(limits, "198.51.100." + network, 1);
            }
        }

        assertThat(limits.open()).isBetween(15_000, 19_000);
        settled(limits, HERE, 300);
        assertThat(limits.enter(HERE)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void refusesEverybodyWhenAllPlacesAreTaken() {
        NetworkLimits limits = limits(new Limits(2, 10, 10, 100));
        limits.enter(HERE);
        limits.enter("192.0.2.2");

        assertThat(limits.enter("192.0.2.3")).isEqualTo(Admission.FULL);
        assertThat(limits.open()).isEqualTo(2);
    }

    @Test
    void remembersNoMoreNetworksThanItMust() {
        NetworkLimits limits = limits(new Limits(100, 10, 10, 1));
        List<String> staying = new ArrayList<>();

        for (int i = 0; i < 50_000; i++) {
            String network = "10.%d.%d.%d".formatted(i >> 16, (i >> 8) & 255, i & 255);
            limits.enter(network);
            if (i % 1_000 == 0) {
                staying.add(network);
            } else {
                limits.leave(network, false);
            }
        }

        assertThat(limits.remembered()).isLessThanOrEqualTo(10_100);
        staying.forEach(network -> limits.leave(network, false));
        assertThat(limits.open()).isZero();
        pass(Duration.ofMinutes(2));
        assertThat(limits.enter(staying.getFirst())).isEqualTo(Admission.ADMITTED);
    }

    private static void settled(NetworkLimits limits, String network, int count) {
        for (int i = 0; i < count; i++) {
            if (limits.enter(network) == Admission.ADMITTED) {
                limits.settle(network);
            }
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
