package dev.switchboard.bootstrap.runtime;

import dev.switchboard.application.inmemory.SweptTimeLimits;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.port.out.time.Timer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Time, ids and threads of the process.
@Configuration(proxyBeanMethods = false)
public class RuntimeConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Ids ids() {
        return new UuidIds();
    }

    @Bean
    Timer timer(Clock clock) {
        return new SystemTimer(clock);
    }

    @Bean
    TimeLimits timeLimits(Timer timer, Clock clock, LongSupplier nanoTime) {
        return new SweptTimeLimits(timer, clock, nanoTime);
    }

    /// A thread per task for work that waits for others: lanes, calls, and what follows a write.
    @Bean({"workers", "virtualThreads", "storeExecutor"})
    ExecutorService workers() {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("worker-", 0).factory());
    }

    /// Threads for work that must not share its carrier, such as native calls that write.
    @Bean
    ThreadFactory platformThreads() {
        return Thread.ofPlatform().daemon().name("store-", 0).factory();
    }

    /// Rings for sockets: heartbeats, deadlines. Nothing it runs blocks.
    @Bean
    ScheduledExecutorService socketTimer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("socket-timer-", 0).factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /// A clock that only ever goes forward, in nanoseconds.
    @Bean
    LongSupplier nanoTime() {
        return System::nanoTime;
    }

    @Bean
    RandomGenerator secureRandom() {
        return new SecureRandom();
    }
}
