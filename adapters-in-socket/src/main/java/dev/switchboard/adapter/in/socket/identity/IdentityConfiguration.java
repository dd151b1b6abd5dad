package dev.switchboard.adapter.in.socket.identity;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the authentication of clients.
@Configuration(proxyBeanMethods = false)
@Import(OpenProofs.class)
public class IdentityConfiguration {

    /// Together with the second after which a hub learns of another one's change, this is well
    /// within the promised five seconds.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Bean
    SmartLifecycle proofLooks(
            OpenProofs proofs, ScheduledExecutorService socketTimer, ExecutorService workers) {
        return new Looks(proofs, socketTimer, workers);
    }

    /// Checks proofs while the hub runs. The timer thread must not wait for a store.
    private static final class Looks implements SmartLifecycle {

        private final OpenProofs proofs;
        private final ScheduledExecutorService timer;
        private final ExecutorService workers;
        private final AtomicBoolean looking = new AtomicBoolean();
        private volatile @Nullable Future<?> ticking;

        private Looks(OpenProofs proofs, ScheduledExecutorService timer, ExecutorService workers) {
            this.proofs = proofs;
            this.timer = timer;
            this.workers = workers;
        }

        @Override
        public void start() {
            ticking =
                    timer.scheduleWithFixedDelay(
                            this::begin,
                            LOOK_EVERY.toMillis(),
                            LOOK_EVERY.toMillis(),
                            TimeUnit.MILLISECONDS);
        }

        private void begin() {
            if (looking.compareAndSet(false, true)) {
                workers.execute(() -> {
                    try {
                        proofs.look();
                    } finally {
                        looking.set(false);
                    }
                });
            }
        }

        @Override
        public void stop() {
            Future<?> now = ticking;
            ticking = null;
            if (now != null) {
                now.cancel(false);
            }
        }

        @Override
        public boolean isRunning() {
            return ticking != null;
        }
    }
}
