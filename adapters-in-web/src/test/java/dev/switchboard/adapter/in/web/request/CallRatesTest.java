package dev.switchboard.adapter.in.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.MutableClock;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallRatesTest {

    private static final int MOST = 100_000;

    private final MutableClock clock = new MutableClock();
    private final CallRates rates = new CallRates(1, clock);

    private static Stream<String> callers() {
        return IntStream.range(0, MOST + 10_000).mapToObj(Integer::toString);
    }

    @Test
    void rememberSoManyCallersAndNoMore() {
        callers().forEach(rates::take);

        assertThat(callers().filter(caller -> rates.waiting(caller).isPositive()).count())
                .isBetween(MOST / 2L, (long) MOST);
    }

    @Test
    void forgetACallerWhoseRateIsAsGoodAsNew() {
        rates.take("ada");
        assertThat(rates.waiting("ada")).isPositive();

        clock.advance(Duration.ofMinutes(1));

        assertThat(rates.waiting("ada")).isZero();
        assertThat(rates.take("ada")).isZero();
    }
}
