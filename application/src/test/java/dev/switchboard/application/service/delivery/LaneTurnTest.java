package dev.switchboard.application.service.delivery;

import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LaneTurnTest {

    private static final int TURNS = 5_000;

    private final LaneTurn turn = new LaneTurn();

    @Test
    void isUsedOnce() {
        turn.give();
        assertThat(turn.use()).isFalse(); // it is for the next run

        turn.begin();

        assertThat(turn.use()).isTrue();
        assertThat(turn.use()).isFalse();
    }

    /// One that is lost is missing in its line until the hub is restarted.
    @Test
    void isNeverLostWhileARunBegins() {
        Instant end = Instant.now().plusSeconds(30);
        AtomicInteger used = new AtomicInteger();
        CompletableFuture<Void> giver =
                runAsync(() -> {
                    for (int given = 1; given <= TURNS; given++) {
                        turn.give();
                        while (used.get() < given && Instant.now().isBefore(end)) {
                            Thread.onSpinWait();
                        }
                    }
                });

        while (used.get() < TURNS && Instant.now().isBefore(end)) {
            turn.begin();
            if (turn.use()) {
                used.incrementAndGet();
            }
        }

        giver.join();
        assertThat(used).hasValue(TURNS);
    }
}
