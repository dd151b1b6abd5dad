package dev.switchboard.bootstrap.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class LoggedEventsTest {

    private final LoggerContext logs = new LoggerContext();
    private final Logger logger = logs.getLogger("a.class.of.the.Hub");
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void areCountedByLevel() {
        logs.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        LoggedEvents.of(logs, registry);

        logger.error("one");
        logger.warn("two");
        logger.warn("three");
        logger.debug("not logged");

        assertThat(counted("error")).isEqualTo(1);
        assertThat(counted("warn")).isEqualTo(2);
        assertThat(counted("info")).isZero();
        assertThat(counted("debug")).isZero();
    }

    @Test
    void areCountedUntilTheEnd() {
        LoggedEvents events = LoggedEvents.of(logs, registry);

        events.detach();
        logger.error("nobody counts");

        assertThat(counted("error")).isZero();
    }

    /// A check that a library makes dozens of times per request must cost next to nothing.
    @Test
    void haveNoSayInWhatIsNotLogged() {
        LoggedEvents.of(logs, registry);

        assertThat(logs.getTurboFilterList()).isEmpty();
    }

    private double counted(String level) {
        return registry.get("logback.events").tag("level", level).counter().count();
    }
}
