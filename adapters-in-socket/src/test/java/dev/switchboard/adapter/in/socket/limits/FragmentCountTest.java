package dev.switchboard.adapter.in.socket.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FragmentCountTest {

    private static final int ALWAYS = 64;

    private final FragmentCount fragments = new FragmentCount();

    @Test
    void letsAFewBeEmpty() {
        assertThat(IntStream.range(0, ALWAYS)).allMatch(_ -> fragments.add(0));
        assertThat(fragments.add(0)).isFalse();
    }

    @Test
    void letsALongMessageHaveMany() {
        assertThat(IntStream.range(0, 100_000)).allMatch(_ -> fragments.add(16));
    }

    @Test
    void countsShortOnesAsWell() {
        int length = 4;

        long most = IntStream.range(0, 1_000).filter(_ -> fragments.add(length)).count();

        assertThat(most).isBetween(80L, 90L);
    }

    @Test
    void beginsAnewWithEachMessage() {
        IntStream.rangeClosed(0, ALWAYS).forEach(_ -> fragments.add(0));

        fragments.begin();

        assertThat(fragments.add(0)).isTrue();
    }
}
