package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.PacketOutbox.Patience;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final Patience patience = new Patience();

    @Test
    void countsFromTheFirstLookAtSomethingWaiting() {
        patience.without(false, 0, 0, 100);

        assertThat(patience.without(true, 0, 10, 200)).isZero();
        assertThat(patience.without(true, 0, 10, 250)).isEqualTo(50);
    }

    @Test
    void startsAnewWhenTheClientTakesAByte() {
        patience.without(true, 0, 10, 100);

        assertThat(patience.without(true, 0, 9, 200)).isZero();
        assertThat(patience.without(true, 0, 9, 300)).isEqualTo(100);
    }

    @Test
    void startsAnewWhenTheClientHasTakenAMessage() {
        patience.without(true, 0, 10, 100);

        assertThat(patience.without(true, 1, 10, 200)).isZero();
    }

    @Test
    void startsAnewWhenNothingWaits() {
        patience.without(true, 0, 0, 100);

        assertThat(patience.without(false, 0, 0, 200)).isZero();
        assertThat(patience.without(true, 0, 0, 300)).isZero();
    }
}
