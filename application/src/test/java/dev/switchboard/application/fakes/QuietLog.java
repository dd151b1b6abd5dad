package dev.switchboard.application.fakes;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/// Silence for a test that would fill the log: each of its inputs may be worth a line.
public final class QuietLog implements BeforeEachCallback, AfterEachCallback {

    private static final List<String> LOGGERS =
            List.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "dev.switchboard");

    private final Map<String, @Nullable Level> before = new HashMap<>();

    @Override
    public void beforeEach(ExtensionContext test) {
        for (String name : LOGGERS) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger) {
                before.put(name, logger.getLevel());
                logger.setLevel(Level.OFF);
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        before.forEach((name, level) -> {
            if (LoggerFactory.getLogger(name) instanceof Logger logger) {
                logger.setLevel(level);
            }
        });
    }
}
