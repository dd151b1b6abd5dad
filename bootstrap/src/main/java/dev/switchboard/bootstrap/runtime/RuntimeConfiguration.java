package dev.switchboard.bootstrap.runtime;

import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
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
}
