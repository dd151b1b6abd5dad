package dev.switchboard.simulators;

import dev.switchboard.simulators.netomi.SimulatedBot;
import dev.switchboard.simulators.netomi.WebhookBook;
import dev.switchboard.simulators.pbx.Exchange;
import dev.switchboard.simulators.pega.AccountBook;
import dev.switchboard.simulators.pega.SimulatedDesk;
import dev.switchboard.simulators.salesforce.SimulatedSalesforce;
import dev.switchboard.simulators.script.Upstream;
import dev.switchboard.simulators.script.Upstreams;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/// The simulators on a port of their own, for tests and measurements. Listens on loopback and asks
/// nobody who they are.
public final class SimulatorServer implements AutoCloseable {

    private final AnnotationConfigServletWebServerApplicationContext context;
    private final Upstreams upstreams;
    private final int port;

    private SimulatorServer(AnnotationConfigServletWebServerApplicationContext context) {
        this.context = context;
        this.upstreams = context.getBean(Upstreams.class);
        this.port = Objects.requireNonNull(context.getWebServer(), "web server").getPort();
    }

    /// Serves on a free port.
    public static SimulatorServer start(Clock clock) {
        return start(clock, 0);
    }

    /// Serves on a given port, as one that comes back after an outage does.
    public static SimulatorServer start(Clock clock, int port) {
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(
                StandaloneConfiguration.Port.class, () -> new StandaloneConfiguration.Port(port));
        context.register(StandaloneConfiguration.class);
        context.refresh();
        return new SimulatorServer(context);
    }

    /// Stays known after [#close], to start again on.
    public int port() {
        return port;
    }

    /// What all paths of the simulators are relative to: `http://localhost:<port>`.
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

    /// The organisation; all of its addresses are `/sim/salesforce` of [#url].
    public SimulatedSalesforce salesforce() {
        return context.getBean(SimulatedSalesforce.class);
    }

    /// The exchange; what it reported is among the callbacks of its [upstream][Upstreams#pbx].
    public Exchange pbx() {
        return context.getBean(Exchange.class);
    }

    /// What each of them was told, and shall do.
    public Upstreams upstreams() {
        return upstreams;
    }

    public Upstream channel(String name) {
        return upstreams.channel(name);
    }

    /// Stops at once; requests that hang are cut.
    @Override
    public void close() {
        context.close();
    }
}
