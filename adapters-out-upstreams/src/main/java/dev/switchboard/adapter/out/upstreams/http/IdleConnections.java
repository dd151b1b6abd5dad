package dev.switchboard.adapter.out.upstreams.http;

import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.util.TimeValue;

/// Closes connections that nobody used for a while, until the pool is closed.
record IdleConnections(PoolingHttpClientConnectionManager connections, EgressRuntime runtime) {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final TimeValue MAX_REST = TimeValue.ofSeconds(30);

    void watch() {
        Instant next = runtime.clock().instant().plus(EVERY);
        runtime.timer().at(next, () -> runtime.executor().execute(this::sweep));
    }

    private void sweep() {
        if (!connections.isClosed()) {
            connections.closeIdle(MAX_REST);
            connections.closeExpired();
            watch();
        }
    }
}
