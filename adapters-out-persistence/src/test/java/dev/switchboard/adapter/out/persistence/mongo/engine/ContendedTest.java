package dev.switchboard.adapter.out.persistence.mongo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class ContendedTest {

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void pausesLongerAndLongerUntilTheCallsTimeIsOver() {
        assertThatThrownBy(() -> within(() -> Contended.retried(this::refused)))
                .isInstanceOf(StoreUnavailableException.class);

        // 1 + 2 + 4 + 8 + 16 + 32 + 64 + 64 ms leave no time for a tenth try
        assertThat(tries).hasValueBetween(1, 9);
    }

    @Test
    void triesAgainUntilThereIsAResult() {
        int result =
                Contended.settled(
                        () -> Optional.of(tries.incrementAndGet()).filter(number -> number == 4));

        assertThat(result).isEqualTo(4);
    }

    private int refused() {
        tries.incrementAndGet();
        throw new DuplicateKeyException("in the way");
    }

    private static int within(Supplier<Integer> work) {
        return Deadline.within(Duration.ofMillis(200), work);
    }
}
