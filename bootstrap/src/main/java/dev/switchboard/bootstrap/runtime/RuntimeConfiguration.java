package dev.switchboard.bootstrap.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.secret.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires time, ids and threads of the process.
@Configuration(proxyBeanMethods = false)
@Import({
    RuntimeConfiguration.SystemTimer.class,
    RuntimeConfiguration.UuidIds.class,
    SweptTimeLimits.class
})
public class RuntimeConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /// Threads for work that keeps a processor busy for long: the system preempts platform threads,
    /// but not virtual ones.
    @Bean
    ThreadFactory longWork() {
        return Thread.ofPlatform().name("long-work-", 0).factory();
    }

    /// A virtual thread per task, for work that waits: lanes, calls, and follow-ups of writes.
    @Bean({"workers", "virtualThreads", "storeExecutor"})
    ExecutorService workers() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("worker-", 0).factory());
    }

    /// Threads for work that must not block a carrier thread, such as native calls that write.
    @Bean
    ThreadFactory platformThreads() {
        return Thread.ofPlatform().daemon().name("store-", 0).factory();
    }

    /// Timers for sockets: heartbeats, deadlines. Its tasks never block.
    @Bean
    ScheduledExecutorService socketTimer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("socket-timer-", 0).factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /// A monotonic clock, in nanoseconds.
    @Bean
    LongSupplier nanoTime() {
        return System::nanoTime;
    }

    @Bean
    RandomGenerator secureRandom() {
        return new SecureRandom();
    }

    /// Runs short tasks later, on one thread of its own.
    static final class SystemTimer implements Timer, AutoCloseable {

        private static final Logger LOG = LoggerFactory.getLogger(SystemTimer.class);

        private final Clock clock;
        private final ScheduledThreadPoolExecutor executor;

        SystemTimer(Clock clock) {
            this.clock = clock;
            this.executor =
                    new ScheduledThreadPoolExecutor(
                            1, Thread.ofPlatform().daemon().name("timer").factory());
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        @Override
        public void at(Instant when, Runnable task) {
            if (executor.isShutdown()) {
                return;
            }
            long wait = Math.max(0, Duration.between(clock.instant(), when).toNanos());
            ScheduledFuture<?> scheduled =
                    executor.schedule(() -> run(task), wait, TimeUnit.NANOSECONDS);
            LOG.trace("Scheduled {}", scheduled);
        }

        /// Logs a failing task, because the executor would swallow the exception.
        private static void run(Runnable task) {
            try {
                task.run();
            } catch (RejectedExecutionException _) {
                LOG.debug("A timed task came when the hub had ended its work");
            } catch (RuntimeException e) {
                LOG.error("A timed task failed", e);
            }
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }

    /// Message ids are UUIDs of version 7, which rise with time; secrets come from the system's
    /// secure random source.
    static final class UuidIds implements Ids {

        private static final int SECRET_BYTES = 32;
        private static final int PASSWORD_BYTES = 18;
        private static final int OBJECT_ID_BYTES = 12;

        private final SecureRandom random = new SecureRandom();

        @Override
        public MessageId messageId() {
            var uuid = UuidCreator.getTimeOrderedEpochPlus1();
            HexFormat hex = HexFormat.of();
            return new MessageId(
                    "msg_"
                            + hex.toHexDigits(uuid.getMostSignificantBits())
                            + hex.toHexDigits(uuid.getLeastSignificantBits()));
        }

        @Override
        public String objectId() {
            return HexFormat.of().formatHex(bytes(OBJECT_ID_BYTES));
        }

        @Override
        public String uuid() {
            return UuidCreator.getRandomBased().toString();
        }

        @Override
        public SigningSecret signingSecret(Instant now) {
            String text = "whsec_" + Base64.getEncoder().encodeToString(bytes(SECRET_BYTES));
            return new SigningSecret("sec_" + objectId(), new Secret(text), now, null);
        }

        @Override
        public String password() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(PASSWORD_BYTES));
        }

        @Override
        public double chance() {
            return ThreadLocalRandom.current().nextDouble();
        }

        @Override
        public byte[] secretBytes(int count) {
            return bytes(count);
        }

        private byte[] bytes(int count) {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        }
    }
}
