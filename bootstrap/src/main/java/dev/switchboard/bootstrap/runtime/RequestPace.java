package dev.switchboard.bootstrap.runtime;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks the connections of a connector for clients that send a request too slowly. An idle
/// timeout never ends these. Jetty's own minimum rate applies only to what servlets read, and is
/// checked only when a byte arrives.
final class RequestPace extends AbstractLifeCycle implements Connection.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(RequestPace.class);
    private static final long LOOK_MILLIS = 500;

    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
    private final Scheduler scheduler;
    private final LongSupplier nanoTime;
    private long lookedAt;

    private RequestPace(Scheduler scheduler, LongSupplier nanoTime) {
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
    }

    /// Must be called before the server starts.
    static void setOn(Server server, RequestProperties pace, LongSupplier nanoTime) {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector port) {
                port.addBean(new RequestPace(port.getScheduler(), nanoTime));
                List.copyOf(port.getConnectionFactories()).stream()
                        .filter(HttpConnectionFactory.class::isInstance)
                        .map(HttpConnectionFactory.class::cast)
                        .forEach(plain -> port.addConnectionFactory(new Factory(plain, pace)));
            }
        }
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ClientConnection paced) {
            open.add(paced);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof ClientConnection paced) {
            open.remove(paced);
        }
    }

    @Override
    protected void doStart() {
        lookedAt = nanoTime.getAsLong();
        lookLater();
    }

    private void lookLater() {
        scheduler.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = nanoTime.getAsLong();
        long passed = now - lookedAt;
        lookedAt = now;
        for (ClientConnection connection : open) {
            try {
                connection.look(passed);
            } catch (RuntimeException e) {
                LOG.error("Checking a connection failed", e);
            }
        }
        if (isRunning()) {
            lookLater();
        }
    }

    /// Creates paced connections, otherwise like Jetty's own factory.
    private static final class Factory extends HttpConnectionFactory {

        private final RequestProperties pace;

        private Factory(HttpConnectionFactory plain, RequestProperties pace) {
            super(plain.getHttpConfiguration());
            this.pace = pace;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            ClientConnection connection =
                    new ClientConnection(getHttpConfiguration(), connector, endPoint, pace);
            connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
            return configure(connection, connector, endPoint);
        }
    }
}
