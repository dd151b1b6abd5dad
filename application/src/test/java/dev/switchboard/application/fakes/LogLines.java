package dev.switchboard.application.fakes;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The lines of one logger during a test, from `INFO` on. A test registers it as an extension;
/// afterwards the logger is as it was before.
public final class LogLines implements BeforeEachCallback, AfterEachCallback {

    /// @param fields in the order in which they were added
    /// @param context of the thread that wrote the line
    public record Line(
            Level level, String message, Map<String, String> fields, Map<String, String> context) {}

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    lines.add(line(event));
                }
            };
    private ch.qos.logback.classic.@Nullable Level before;

    private LogLines(String logger) {
        this.logger = named(logger);
    }

    /// While another test's thread sets logging up, SLF4J gives out stand-ins.
    private static Logger named(String name) {
        while (true) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger) {
                return logger;
            }
            Thread.onSpinWait();
        }
    }

    public static LogLines of(Class<?> writer) {
        return new LogLines(writer.getName());
    }

    public static LogLines of(String logger) {
        return new LogLines(logger);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        before = logger.getLevel();
        logger.setLevel(ch.qos.logback.classic.Level.INFO);
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        logger.detachAppender(appender);
        appender.stop();
        logger.setLevel(before);
    }

    public List<Line> all() {
        return List.copyOf(lines);
    }

    private static Line line(ILoggingEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs()
                    .forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
        }
        return new Line(
                Level.valueOf(event.getLevel().toString()),
                event.getFormattedMessage(),
                fields,
                Map.copyOf(event.getMDCPropertyMap()));
    }
}
