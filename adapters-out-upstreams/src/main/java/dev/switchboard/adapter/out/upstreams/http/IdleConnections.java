package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.application.port.out.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.util.TimeValue;

/// Closes connections that nobody used for a while, until the pool is closed.
record IdleConnections(
        PoolingHttpClientConnectionManager connections,
        Clock clock,
        Timer timer,
        Executor executor) {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final TimeValue MAX_REST = TimeValue.ofSeconds(30);

    void watch() {
        timer.at(clock.instant().plus(EVERY), () -> executor.execute(this::sweep));
    }

    private void sweep() {
        if (!connections.isClosed()) {
            connections.closeIdle(MAX_REST);
            connections.closeExpired();
            watch();
        }
    }
}
