package dev.switchboard.bootstrap.faults;

import dev.switchboard.application.port.out.store.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.config.BeanPostProcessor;

/// Days of a hub that are as short as a test wants, because retention removes messages a whole day
/// at a time. Whenever there is a file [#MIDNIGHT] in the hub's directory, retention runs as if it
/// were a day later than the time before, and the file goes when it is done.
///
/// Only messages go by these days. What goes by the clock stays as long as it says, such as words
/// to search for, and so does what a target was sent on all days but the first: the store grows by
/// some 150 bytes with each message.
public final class ShortDays implements BeanPostProcessor {

    public static final String MIDNIGHT = "midnight";

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Path midnight = Path.of(System.getenv("DATA_DIR"), MIDNIGHT);

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Retention retention ? new Calendar(retention) : bean;
    }

    private final class Calendar implements Retention {

        private final Retention retention;

        Calendar(Retention retention) {
            this.retention = retention;
            Thread.ofPlatform().daemon().name("midnights").start(this::run);
        }

        private void run() {
            for (int days = 1; true; days++) {
                while (!Files.exists(midnight)) {
                    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                }
                Instant now = Instant.now();
                Instant then = now.plus(DAY.multipliedBy(days));
                var _ = purge(then, then, now.minus(DAY));
                delete(midnight);
            }
        }

        private static void delete(Path file) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public synchronized int purge(Instant now, Instant settledBefore, Instant deadBefore) {
            return retention.purge(now, settledBefore, deadBefore);
        }
    }
}
