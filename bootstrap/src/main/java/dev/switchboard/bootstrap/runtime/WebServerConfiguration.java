package dev.switchboard.bootstrap.runtime;

import dev.switchboard.application.port.out.settings.MadeOfSettings;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.bootstrap.settings.UnusableSettingException;
import io.micrometer.core.instrument.Counter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.ee11.servlet.ServletHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;

/// Web server settings that have no property.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RequestProperties.class, ForwardingProperties.class})
public class WebServerConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(WebServerConfiguration.class);

    /// An earlier setting that made the framework trust all forwarding headers.
    private static final String FORWARD_HEADERS = "SWITCHBOARD_FORWARD_HEADERS";

    private static final Duration LONG_ENOUGH = Duration.ofMillis(500);
    private static final Duration TO_WAIT_FOR_A_TURN = Duration.ofSeconds(10);

    private static final UriCompliance WITH_ENCODED_SLASHES =
            UriCompliance.DEFAULT.with("ENCODED_SLASHES", Violation.AMBIGUOUS_PATH_SEPARATOR);

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> encodedSlashes() {
        return factory -> factory.addServerCustomizers(WebServerConfiguration::passEncodedSlashes);
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> requestThreads() {
        return new RequestThreads();
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> strangersLine(
            Function<String, Optional<String>> strangersNetworks,
            Counter shedTurns,
            LongSupplier nanoTime) {
        int processors = Runtime.getRuntime().availableProcessors();
        StrangersLine line =
                new StrangersLine(
                        strangersNetworks,
                        turns(2 * processors, nanoTime),
                        turns(processors, nanoTime),
                        shedTurns);
        return factory -> factory.addServerCustomizers(line::putBefore);
    }

    private static StrangersTurns turns(int atOnce, LongSupplier nanoTime) {
        return new StrangersTurns(atOnce, LONG_ENOUGH, TO_WAIT_FOR_A_TURN, nanoTime);
    }

    /// Guards the server only where another hub may own the conversations.
    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> ownershipGate(
            ClusterModule cluster, Function<String, ResponseEntity<byte[]>> refusalsOfAnOutage) {
        OwnershipGuard guard = new OwnershipGuard(cluster.ownership(), refusalsOfAnOutage);
        return factory ->
                cluster.keeper().ifPresent(_ -> factory.addServerCustomizers(guard::putBefore));
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> networkConnections(
            RequestProperties requests,
            ForwardingProperties forwarding,
            Function<String, Optional<String>> strangersNetworks,
            Counter refusedConnections) {
        NetworkConnections connections =
                new NetworkConnections(
                        requests.connectionsPerNetwork(),
                        forwarding.networks(),
                        address -> strangersNetworks.apply(address).isPresent(),
                        refusedConnections);
        return factory -> factory.addServerCustomizers(connections::limit);
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> smallConnections() {
        return factory -> factory.addServerCustomizers(WebServerConfiguration::cacheNoHeaders);
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> requestPace(
            RequestProperties pace, LongSupplier nanoTime) {
        return factory ->
                factory.addServerCustomizers(server -> RequestPace.setOn(server, pace, nanoTime));
    }

    @Bean
    @MadeOfSettings
    WebServerFactoryCustomizer<JettyServletWebServerFactory> forwardedRequests(
            ForwardingProperties settings, HubSettings hub, Environment environment) {
        boolean forwarding = !settings.trustedProxies().isEmpty();
        boolean byHttps =
                hub.publicUrl() != null && "https".equalsIgnoreCase(hub.publicUrl().getScheme());
        String earlier = environment.getProperty(FORWARD_HEADERS, "none");
        if (!forwarding && !earlier.isBlank() && !earlier.equals("none")) {
            throw new UnusableSettingException(
                    FORWARD_HEADERS
                            + " is no more: what a proxy says counts if the proxy is named.",
                    "Set switchboard.trusted-proxies to its address, such as 127.0.0.1, or to its"
                            + " network.");
        }
        if (byHttps && !forwarding) {
            LOG.warn(
                    "SWITCHBOARD_PUBLIC_URL is https and SWITCHBOARD_TRUSTED_PROXIES is not set:"
                            + " all callers count as one, the proxy, against every limit per address");
        }
        return factory -> {
            if (forwarding || byHttps) {
                ForwardedRequests forwarded = new ForwardedRequests(settings.networks(), byHttps);
                factory.addServerCustomizers(
                        server -> httpOf(server).forEach(http -> http.addCustomizer(forwarded)));
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> refusedRequests(
            BiFunction<String, Integer, ResponseEntity<byte[]>> serverRefusals) {
        RefusedRequests refused = new RefusedRequests(serverRefusals);
        return factory -> factory.addServerCustomizers(server -> server.setErrorHandler(refused));
    }

    /// Jetty would cache each open connection's header lines in a table of 100 KB: thousands of
    /// polling clients would fill the heap.
    private static void cacheNoHeaders(Server server) {
        httpOf(server).forEach(http -> http.setHeaderCacheSize(0));
    }

    /// Conversation ids may contain a slash, encoded as `%2F`. Jetty would refuse it on every path;
    /// the hub's own firewall refuses it on all paths but theirs.
    private static void passEncodedSlashes(Server server) {
        httpOf(server).forEach(http -> http.setUriCompliance(WITH_ENCODED_SLASHES));
        server.getDescendants(ServletHandler.class)
                .forEach(servlets -> servlets.setDecodeAmbiguousURIs(true));
    }

    private static Stream<HttpConfiguration> httpOf(Server server) {
        return Stream.of(server.getConnectors())
                .flatMap(connector -> connector.getConnectionFactories().stream())
                .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                .map(HttpConfiguration.ConnectionFactory.class::cast)
                .map(HttpConfiguration.ConnectionFactory::getHttpConfiguration);
    }

    /// Runs requests on virtual threads, without a limit. The threads that wait for sockets are
    /// platform threads: a virtual one would hold its carrier while waiting, and the scheduler
    /// would wake another carrier each time.
    private static final class RequestThreads
            implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, Ordered {

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void customize(JettyServletWebServerFactory factory) {
            QueuedThreadPool pool = new QueuedThreadPool();
            pool.setName("web");
            pool.setVirtualThreadsExecutor(
                    Executors.newThreadPerTaskExecutor(
                            Thread.ofVirtual().name("request-", 0).factory()));
            factory.setThreadPool(pool);
        }
    }

    /// Answers requests that Jetty refuses before any of our filters: unreadable or ambiguous
    /// paths, and headers that are too long. The answers have our form, whatever the method, and
    /// repeat no part of the request, unlike Jetty's own error page.
    static final class RefusedRequests extends ErrorHandler {

        private final BiFunction<String, Integer, ResponseEntity<byte[]>> words;

        /// @param words the answer for a path and a status
        RefusedRequests(BiFunction<String, Integer, ResponseEntity<byte[]>> words) {
            this.words = words;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            ResponseEntity<byte[]> answer = words.apply(pathOf(request), response.getStatus());
            response.setStatus(answer.getStatusCode().value());
            answer.getHeaders().forEach((name, values) -> response.getHeaders().put(name, values));
            byte[] body = answer.getBody();
            response.write(true, body == null ? null : ByteBuffer.wrap(body), callback);
            return true;
        }

        private static String pathOf(Request request) {
            Connection connection = request.getConnectionMetaData().getConnection();
            String unreadable =
                    connection instanceof ClientConnection client ? client.unreadablePath() : null;
            String path = unreadable == null ? request.getHttpURI().getPath() : unreadable;
            return path == null ? "" : path;
        }
    }
}
