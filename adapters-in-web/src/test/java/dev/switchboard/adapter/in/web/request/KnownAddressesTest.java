package dev.switchboard.adapter.in.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.MutableClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownAddressesTest {

    private static final int MOST = 10_000;

    private final MutableClock clock = new MutableClock();
    private final KnownAddresses known = new KnownAddresses(clock);

    @Test
    void forgetAfterADay() {
        known.add("192.0.2.1");

        clock.advance(Duration.ofHours(23));
        known.add("192.0.2.1");
        assertThat(known.contain("192.0.2.1")).isTrue();

        clock.advance(Duration.ofHours(1));
        assertThat(known.contain("192.0.2.1")).isFalse();
    }

    @Test
    void areNotMoreThanSoMany() {
        IntStream.range(0, 2 * MOST).mapToObj(Integer::toString).forEach(known::add);

        assertThat(IntStream.range(0, 2 * MOST).mapToObj(Integer::toString))
                .filteredOn(known::contain)
                .hasSizeLessThanOrEqualTo(MOST);
    }
}
