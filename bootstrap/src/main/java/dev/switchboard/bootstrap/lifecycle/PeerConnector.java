package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.bootstrap.runtime.SerialConnection;
import dev.switchboard.bootstrap.settings.ClusterSettings;
import dev.switchboard.bootstrap.settings.UnusableSettingException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;

/// The port on which other hubs call this one. Only a hub that shares its partitions opens it. With
/// a certificate it speaks TLS alone, and with those alone who show one that is trusted.
///
/// It opens before everything else and closes when the last lane has stopped: until its partitions
/// are given back, others bring their calls here.
final class PeerConnector implements SmartLifecycle {

    private static final int AROUND_THE_LANES = DEFAULT_PHASE - 8000;
    private static final int PORTS_ABOVE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(PeerConnector.class);

    private final ClusterSettings settings;
    private final ObjectProvider<Handler> handlers;
    private final ObjectProvider<SslBundle> certificates;
    private final Environment environment;
    private final AtomicReference<@Nullable Opened> opened = new AtomicReference<>();

    PeerConnector(
            ClusterSettings settings,
            @Qualifier("peerHandler") ObjectProvider<Handler> handlers,
            @Qualifier("peerCertificates") ObjectProvider<SslBundle> certificates,
            Environment environment) {
        this.settings = settings;
        this.handlers = handlers;
        this.certificates = certificates;
        this.environment = environment;
    }

    private record Opened(Server server, String address) {}

    /// The address at which other hubs call this one; empty if they do not.
    Optional<String> address() {
        return Optional.ofNullable(opened.get()).map(Opened::address);
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            SslBundle bundle = certificates.getIfAvailable();
            String scheme = bundle == null ? "http" : "https";
            opened.set(open(wanted(scheme), scheme, bundle));
        }
    }

    private URI wanted(String scheme) {
        URI address = settings.address();
        if (address != null && !address.toString().isEmpty()) {
            return address;
        }
        int port = environment.getProperty("server.port", Integer.class, 0);
        return URI.create(
                scheme
                        + "://"
                        + SelfDescription.host()
                        + ":"
                        + (port == 0 ? 0 : port + PORTS_ABOVE));
    }

    private Opened open(URI wanted, String scheme, @Nullable SslBundle bundle) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("peers");
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("peer-", 0).factory()));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        Server server = new Server(threads);
        Connections connections = new Connections(http);
        ServerConnector connector =
                bundle == null
                        ? new ServerConnector(server, connections)
                        : new ServerConnector(server, tls(bundle), connections);
        connector.setPort(wanted.getPort());
        server.addConnector(connector);
        server.setHandler(handlers.getObject());
        try {
            server.start();
        } catch (Exception e) {
            throw new UnusableSettingException(
                    "switchboard.cluster.address=" + wanted + " cannot be used:",
                    "its port is not free, or may not be listened on (%s)."
                            .formatted(e.getMessage()));
        }
        return new Opened(
                server, scheme + "://" + wanted.getHost() + ":" + connector.getLocalPort());
    }

    private static SslContextFactory.Server tls(SslBundle bundle) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(bundle.createSslContext());
        tls.setNeedClientAuth(true);
        SslOptions options = bundle.getOptions();
        if (options.getCiphers() != null) {
            tls.setIncludeCipherSuites(options.getCiphers());
        }
        if (options.getEnabledProtocols() != null) {
            tls.setIncludeProtocols(options.getEnabledProtocols());
        }
        return tls;
    }

    /// Creates connections that one thread at a time reads, otherwise like Jetty's own factory.
    private static final class Connections extends HttpConnectionFactory {

        private Connections(HttpConfiguration http) {
            super(http);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(
                    new SerialConnection(getHttpConfiguration(), connector, endPoint),
                    connector,
                    endPoint);
        }
    }

    @Override
    public void stop() {
        Opened was = opened.getAndSet(null);
        if (was != null) {
            try {
                was.server().stop();
            } catch (Exception e) {
                LOG.debug("The port for other hubs closes with the process", e);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return opened.get() != null;
    }

    @Override
    public int getPhase() {
        return AROUND_THE_LANES;
    }
}
