package dev.switchboard.adapter.out.upstreams.http;

import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Pools connections by scheme, host and port.
final class ConnectionPool {

    /// More than the lanes' own limits per target allow, even if many targets share a host, and
    /// more than the streams of one hub: no call waits here for another. It only bounds the cost of
    /// one host.
    private static final int MAX_PER_ROUTE = 16_384;

    /// An idle connection of this age is checked before reuse.
    private static final TimeValue REST_BEFORE_CHECK = TimeValue.ofSeconds(1);

    /// A connection of this age is replaced, and its host is checked again.
    private static final TimeValue MAX_AGE = TimeValue.ofMinutes(5);

    private static final int MAX_LINE_LENGTH = 8 * 1024;
    private static final int MAX_HEADERS = 100;

    private ConnectionPool() {}

    /// @param buffer the buffer of each connection in each direction, in bytes
    static PoolingHttpClientConnectionManager create(
            DnsResolver resolver, TlsSocketStrategy tls, Duration connectTimeout, int buffer) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(tls)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX) // no lock across hosts
                .setConnPoolPolicy(PoolReusePolicy.LIFO) // surplus ones stay idle and are closed
                .setMaxConnPerRoute(MAX_PER_ROUTE)
                .setDefaultConnectionConfig(connections(connectTimeout))
                // The limit of the whole call also ends waiting for an answer; a timer per read
                // would cost more.
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(Timeout.DISABLED).build())
                .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                                .http1Config(limits(buffer))
                                .build())
                .build();
    }

    private static ConnectionConfig connections(Duration connectTimeout) {
        return ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connectTimeout))
                .setValidateAfterInactivity(REST_BEFORE_CHECK)
                .setTimeToLive(MAX_AGE)
                .build();
    }

    private static Http1Config limits(int buffer) {
        return Http1Config.custom()
                .setBufferSize(buffer)
                .setMaxLineLength(MAX_LINE_LENGTH)
                .setMaxHeaderCount(MAX_HEADERS)
                .build();
    }

    /// Closes idle connections from time to time, until the pool is closed.
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
}
