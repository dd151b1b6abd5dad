package dev.switchboard.bootstrap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ScheduleTest {

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final MutableClock clock = new MutableClock();
    private final Schedule schedule = new Schedule(new FakeTimer(clock), Runnable::run, clock);
    private final Logger log = (Logger) LoggerFactory.getLogger(Schedule.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private RuntimeException failure = new StoreUnavailableException("It is away");
    private boolean fails = true;
    private int runs;

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    private void work() {
        runs++;
        if (fails) {
            throw failure;
        }
    }

    @Test
    void triesWorkOfTheStartAgainUntilItIsDone() {
        schedule.once(Duration.ZERO, this::work);

        clock.advance(Duration.ZERO);
        clock.advance(AFTER_A_FAILURE);
        assertThat(runs).isEqualTo(2);
        fails = false;
        clock.advance(AFTER_A_FAILURE);
        clock.advance(PAUSE);

        assertThat(runs).isEqualTo(3);
        assertThat(lines.list).isEmpty();
    }

    @Test
    void repeatsWorkThatWaitsForTheStoreWithoutALine() {
        schedule.every(PAUSE, this::work);

        clock.advance(PAUSE.multipliedBy(2));

        assertThat(runs).isEqualTo(2);
        assertThat(lines.list).isEmpty();
    }

    @Test
    void repeatsWorkThatFailedAndSaysSo() {
        failure = new IllegalStateException("a bug");
        schedule.every(PAUSE, this::work);

        clock.advance(PAUSE.multipliedBy(2));

        assertThat(runs).isEqualTo(2);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsOnly("Scheduled work failed");
    }
}
