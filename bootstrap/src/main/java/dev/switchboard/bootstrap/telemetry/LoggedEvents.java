package dev.switchboard.bootstrap.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/// Counts log events by level: `logback.events`.
///
/// Spring Boot's own counter also runs for every event that is *not* logged, and the hub's
/// libraries check dozens of times per request whether a level is enabled.
final class LoggedEvents extends AppenderBase<ILoggingEvent> {

    private static final List<Level> LEVELS =
            List.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE);

    private final Map<Level, Counter> counters;

    private LoggedEvents(MeterRegistry registry) {
        this.counters =
                LEVELS.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Function.identity(), level -> counter(registry, level)));
    }

    /// Starts counting.
    static LoggedEvents of(LoggerContext logs, MeterRegistry registry) {
        LoggedEvents events = new LoggedEvents(registry);
        events.setContext(logs);
        events.start();
        logs.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(events);
        return events;
    }

    private static Counter counter(MeterRegistry registry, Level level) {
        return Counter.builder("logback.events")
                .description("Events that were logged")
                .baseUnit("events")
                .tag("level", level.levelStr.toLowerCase(Locale.ROOT))
                .register(registry);
    }

    @Override
    protected void append(ILoggingEvent event) {
        Counter counter = counters.get(event.getLevel());
        if (counter != null) {
            counter.increment();
        }
    }

    /// Stops counting.
    void detach() {
        ((LoggerContext) getContext()).getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
        stop();
    }
}
