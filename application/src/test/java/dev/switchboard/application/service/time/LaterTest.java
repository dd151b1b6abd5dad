package dev.switchboard.application.service.time;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LaterTest {

    /// Connections may end after the workers have.
    @Test
    void doesNothingAfterTheHubsEnd() {
        MutableClock clock = new MutableClock();
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        Later later = new Later(new FakeTimer(clock), workers, clock);
        workers.close();

        assertThatCode(() -> later.now(() -> {})).doesNotThrowAnyException();
    }
}
