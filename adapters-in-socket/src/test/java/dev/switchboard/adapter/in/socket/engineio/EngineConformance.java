package dev.switchboard.adapter.in.socket.engineio;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.DefaultHandler;

/// An echoing engine for the official protocol suite. Argument: the port, by default 3000.
public final class EngineConformance {

    private static final int PORT = 3000;

    private EngineConformance() {}

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PORT;
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(engine("/engine.io/").before(new DefaultHandler()));
        server.start();
        server.join();
    }

    /// An echoing engine with the suite's settings.
    public static EngineServer engine(String path) {
        return new EngineServer(
                settings(path),
                new EchoListener(),
                new EngineWatch() {},
                Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory()),
                new SecureRandom(),
                System::nanoTime);
    }

    /// The suite's settings.
    public static EngineSettings settings(String path) {
        EngineSettings defaults = EngineSettings.defaults();
        EngineSettings.Timing timing = defaults.timing();
        return new EngineSettings(
                path,
                new EngineSettings.Timing(
                        Duration.ofMillis(300),
                        Duration.ofMillis(200),
                        timing.upgradeTimeout(),
                        timing.slowAfter(),
                        timing.drainWithin()),
                defaults.limits(),
                defaults.transports(),
                Set.of("*"));
    }
}
