package dev.switchboard.adapter.in.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogInLimitsTest {

    private final MutableClock clock = new MutableClock();
    private final LogInLimits limits = new LogInLimits(clock);

    @Test
    void letsTenTriesThrough() {
        assertThat(tries(10)).containsOnly(Duration.ZERO);
    }

    @Test
    void holdsBackTheEleventhForSixSeconds() {
        tries(10);

        assertThat(limits.tryNow("ada", "10.0.0.1")).isEqualTo(Duration.ofSeconds(6));

        clock.advance(Duration.ofSeconds(6));

        assertThat(limits.tryNow("ada", "10.0.0.1")).isEqualTo(Duration.ZERO);
        assertThat(limits.tryNow("ada", "10.0.0.1")).isPositive();
    }

    @Test
    void letsTenThroughAgainAfterAMinute() {
        tries(20);

        clock.advance(Duration.ofMinutes(1));

        assertThat(tries(10)).containsOnly(Duration.ZERO);
    }

    @Test
    void countsANameFromAllAddresses() {
        for (int i = 0; i < 10; i++) {
            limits.tryNow("ada", "10.0.0." + i);
        }

        assertThat(limits.tryNow("ada", "10.0.0.99")).isPositive();
        assertThat(limits.tryNow("bob", "10.0.0.99")).isEqualTo(Duration.ZERO);
    }

    @Test
    void countsAnAddressForAllNames() {
        for (int i = 0; i < 10; i++) {
            limits.tryNow("user-" + i, "10.0.0.1");
        }

        assertThat(limits.tryNow("ada", "10.0.0.1")).isPositive();
        assertThat(limits.tryNow("ada", "10.0.0.2")).isEqualTo(Duration.ZERO);
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        for (int i = 0; i < 10; i++) {
            limits.tryNow("user-" + i, "2001:db8:1:2::" + i);
        }

        assertThat(limits.tryNow("ada", "2001:db8:1:2:ffff::1")).isPositive();
        assertThat(limits.tryNow("ada", "2001:db8:1:3::1")).isEqualTo(Duration.ZERO);
    }

    @Test
    void countsCallersThatAProxyNamesInItsOwnWay() {
        for (int i = 0; i < 10; i++) {
            limits.tryNow("user-" + i, "_hidden");
        }

        assertThat(limits.tryNow("ada", "_hidden")).isPositive();
    }

    private List<Duration> tries(int count) {
        return IntStream.range(0, count).mapToObj(_ -> limits.tryNow("ada", "10.0.0.1")).toList();
    }
}
