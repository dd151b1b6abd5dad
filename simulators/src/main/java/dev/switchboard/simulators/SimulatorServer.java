package dev.switchboard.simulators;

import dev.switchboard.simulators.netomi.WebhookBook;
import dev.switchboard.simulators.pbx.PhoneExchange;
import dev.switchboard.simulators.pega.AccountBook;
import dev.switchboard.simulators.salesforce.SimulatedSalesforce;
import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.Upstreams;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.autoconfigure.JettyVirtualThreadsWebServerFactoryCustomizer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/// Runs the simulators on a port of their own, for tests and measurements. Listens on loopback
/// without authentication.
public final class SimulatorServer implements AutoCloseable {

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final Upstreams upstreams;
    private final int port;

    private SimulatorServer(AnnotationConfigServletWebServerApplicationContext context) {
        this.context = context;
        this.upstreams = context.getBean(Upstreams.class);
        this.port = Objects.requireNonNull(context.getWebServer(), "web server").getPort();
    }

    /// Starts on a free port.
    public static SimulatorServer start(Clock clock) {
        return start(clock, 0);
    }

    /// Starts on a given port, for example to come back after an outage.
    public static SimulatorServer start(Clock clock, int port) {
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(
                StandaloneConfiguration.Port.class, () -> new StandaloneConfiguration.Port(port));
        context.register(StandaloneConfiguration.class);
        context.refresh();
        return new SimulatorServer(context);
    }

    /// Remains available after [#close], for a restart on the same port.
    public int port() {
        return port;
    }

    /// The base address of all simulators: `http://localhost:<port>`.
    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    /// The `endpoint_url` to register for a channel.
    public URI endpointOf(String channel) {
        return url().resolve("/sim/channels/" + channel + "/incoming");
    }

    public SimulatedBot netomi() {
        return new SimulatedBot(
                url().resolve("/sim/netomi"),
                upstreams.netomi(),
                context.getBean(WebhookBook.class));
    }

    public SimulatedDesk pega() {
        return new SimulatedDesk(
                url().resolve("/sim/pega/messages"),
                upstreams.pega(),
                context.getBean(AccountBook.class));
    }

    /// The simulated organisation; all its addresses are below `/sim/salesforce` of [#url].
    public SimulatedSalesforce salesforce() {
        return context.getBean(SimulatedSalesforce.class);
    }

    /// The simulated exchange; its reports are among the callbacks of its
    /// [upstream][Upstreams#pbx].
    public PhoneExchange pbx() {
        return context.getBean(PhoneExchange.class);
    }

    /// The scripts and call logs of all upstreams.
    public Upstreams upstreams() {
        return upstreams;
    }

    public ScriptedUpstream channel(String name) {
        return upstreams.channel(name);
    }

    /// Stops at once and cuts hanging requests.
    @Override
    public void close() {
        context.close();
    }

    /// The desk as seen by tests.
    ///
    /// @param url the `DMS_URL` to configure
    /// @param upstream its script and call log
    /// @param accounts sets its account
    public record SimulatedDesk(URI url, ScriptedUpstream upstream, AccountBook accounts) {}

    /// The bot as seen by tests.
    ///
    /// @param url the `NETOMI_BASE_URL` and the `NETOMI_AUTH_URL` to configure
    /// @param upstream its call log
    /// @param webhooks sets the webhook that it calls
    public record SimulatedBot(URI url, ScriptedUpstream upstream, WebhookBook webhooks) {}

    /// A minimal server for the simulators alone, independent of the rest of the class path. Bound
    /// to loopback, because there is no authentication.
    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @Import(SimulatorsConfiguration.class)
    static class StandaloneConfiguration {

        /// Concurrent requests; a stream of events is a request that lasts as long as a chat.
        private static final int MOST_REQUESTS = 20_000;

        @Bean
        JettyServletWebServerFactory webServer(Port port) {
            JettyServletWebServerFactory factory = new JettyServletWebServerFactory(port.number());
            factory.setAddress(InetAddress.getLoopbackAddress());
            JettyServerProperties properties = new JettyServerProperties();
            properties.getThreads().setMax(MOST_REQUESTS);
            new JettyVirtualThreadsWebServerFactoryCustomizer(properties).customize(factory);
            return factory;
        }

        @Bean
        DispatcherServlet dispatcherServlet() {
            return new DispatcherServlet();
        }

        /// @param number 0 for a free port
        record Port(int number) {}
    }
}
