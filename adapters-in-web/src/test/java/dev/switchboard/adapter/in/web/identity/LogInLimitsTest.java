package dev.switchboard.adapter.in.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LogInLimitsTest {

    private static final String HOME = "10.0.0.1";

    private final MutableClock clock = new MutableClock();
    private final LogInLimits limits = new LogInLimits(clock);

    private List<Duration> wrong(int count, String username, String address) {
        return IntStream.range(0, count).mapToObj(_ -> limits.tryNow(username, address)).toList();
    }

    private Duration right(String username, String address) {
        Duration wait = limits.tryNow(username, address);
        if (wait.isZero()) {
            limits.succeeded(username, address);
        }
        return wait;
    }

    /// Sends wrong passwords for one name, each from another network.
    private void fromEverywhere(int count, String username) {
        for (int i = 0; i < count; i++) {
            limits.tryNow(username, "172.16.%d.%d".formatted(i / 250, i % 250));
        }
    }

    @Test
    void letTenWrongPasswordsThrough() {
        assertThat(wrong(10, "ada", HOME)).containsOnly(Duration.ZERO);
    }

    @Test
    void holdTheEleventhBackForSixSeconds() {
        wrong(10, "ada", HOME);

        assertThat(limits.tryNow("ada", HOME)).isEqualTo(Duration.ofSeconds(6));

        clock.advance(Duration.ofSeconds(6));

        assertThat(limits.tryNow("ada", HOME)).isEqualTo(Duration.ZERO);
        assertThat(limits.tryNow("ada", HOME)).isPositive();
    }

    @Test
    void letTenThroughAgainAfterAMinute() {
        wrong(20, "ada", HOME);

        clock.advance(Duration.ofMinutes(1));

        assertThat(wrong(10, "ada", HOME)).containsOnly(Duration.ZERO);
    }

    @Test
    void countNoRightPassword() {
        for (int i = 0; i < 1000; i++) {
            assertThat(right("ada", HOME)).isZero();
        }

        assertThat(wrong(10, "ada", HOME)).containsOnly(Duration.ZERO);
        assertThat(limits.tryNow("ada", HOME)).isPositive();
    }

    @Test
    void countNoTryThatNobodyCouldDecide() {
        for (int i = 0; i < 1000; i++) {
            assertThat(limits.tryNow("ada", HOME)).isZero();
            limits.undecided("ada", HOME);
        }

        fromEverywhere(100, "ada");

        assertThat(limits.tryNow("ada", HOME)).isPositive();
    }

    @Test
    void countTriesThatAreNotDecidedYet() {
        wrong(10, "ada", HOME);

        assertThat(limits.tryNow("ada", HOME)).isPositive();

        limits.succeeded("ada", HOME);

        assertThat(limits.tryNow("ada", HOME)).isZero();
    }

    @Test
    void holdNobodyElseBack() {
        wrong(20, "ada", HOME);

        assertThat(right("ada", "10.0.0.2")).isZero();
        assertThat(right("bob", HOME)).isZero();
    }

    @Test
    void countANetworkForAllNames() {
        for (int i = 0; i < 30; i++) {
            assertThat(limits.tryNow("user-" + i, HOME)).isZero();
        }

        assertThat(limits.tryNow("ada", HOME)).isEqualTo(Duration.ofSeconds(2));
        assertThat(limits.tryNow("ada", "10.0.0.2")).isZero();
    }

    @Test
    void countANameFromAllNetworks() {
        fromEverywhere(100, "ada");

        assertThat(limits.tryNow("ada", HOME)).isEqualTo(Duration.ofSeconds(36));
        assertThat(limits.tryNow("bob", HOME)).isZero();
    }

    @Test
    void countAnIpv6NetworkAsOne() {
        for (int i = 0; i < 10; i++) {
            limits.tryNow("ada", "2001:db8:1:2::" + i);
        }

        assertThat(limits.tryNow("ada", "2001:db8:1:2:ffff::1")).isPositive();
        assertThat(limits.tryNow("ada", "2001:db8:1:3::1")).isZero();
    }

    @Test
    void countCallersThatAProxyNamesInItsOwnWay() {
        wrong(10, "ada", "_hidden");

        assertThat(limits.tryNow("ada", "_hidden")).isPositive();
    }

    @Nested
    class WhereANameIsKnown {

        @Test
        void nobodyElsewhereKeepsItOut() {
            right("ada", HOME);

            fromEverywhere(1000, "ada");

            assertThat(right("ada", HOME)).isZero();
            assertThat(right("ada", "10.0.0.2")).isPositive();
        }

        @Test
        void nobodyWhoTriesOtherNamesKeepsItOut() {
            right("ada", HOME);

            for (int i = 0; i < 1000; i++) {
                limits.tryNow("user-" + i, HOME);
            }

            assertThat(right("ada", HOME)).isZero();
            assertThat(right("bob", HOME)).isPositive();
        }

        @Test
        void itsOwnWrongPasswordsStillCount() {
            right("ada", HOME);

            assertThat(wrong(10, "ada", HOME)).containsOnly(Duration.ZERO);
            assertThat(limits.tryNow("ada", HOME)).isPositive();
        }

        @Test
        void itIsForgottenAfterAMonthAway() {
            right("ada", HOME);
            clock.advance(Duration.ofDays(31));

            fromEverywhere(100, "ada");

            assertThat(limits.tryNow("ada", HOME)).isPositive();
        }
    }
}
