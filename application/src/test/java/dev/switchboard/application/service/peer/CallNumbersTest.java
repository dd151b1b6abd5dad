package dev.switchboard.application.service.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallNumbersTest {

    private final CallNumbers numbers = new CallNumbers();

    private void assertTakenOnce(long... some) {
        assertThat(LongStream.of(some).filter(numbers::take).toArray()).containsExactly(some);
        assertThat(LongStream.of(some).filter(numbers::take)).isEmpty();
    }

    @Test
    void takesEachNumberOnceInAnyOrder() {
        assertTakenOnce(1, 2, 5, 4, 3, 100, 6);
    }

    @Test
    void takesEachNumberOnceForLong() {
        assertTakenOnce(LongStream.rangeClosed(1, CallNumbers.SPAN).toArray());
        assertTakenOnce(
                LongStream.rangeClosed(CallNumbers.SPAN + 1, 3L * CallNumbers.SPAN)
                        .skip(CallNumbers.SPAN)
                        .toArray());
    }

    @Test
    void takesWhatIsNotTooFarBehind() {
        assertTakenOnce(CallNumbers.SPAN + 7, 8);
    }

    @Test
    void refusesWhatIsTooFarBehind() {
        assertTakenOnce(CallNumbers.SPAN + 7);

        assertThat(numbers.take(7)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, CallNumbers.SPAN - 1, CallNumbers.SPAN, 5L * CallNumbers.SPAN + 3})
    void forgetsNothingInALeap(long leap) {
        assertTakenOnce(1, 2, 3);

        assertTakenOnce(3 + leap, 2 + leap);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refusesWhatIsNoNumber(long number) {
        assertThat(numbers.take(number)).isFalse();
    }
}
