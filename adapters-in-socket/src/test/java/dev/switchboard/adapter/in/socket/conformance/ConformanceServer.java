package dev.switchboard.adapter.in.socket.conformance;

import dev.switchboard.adapter.in.socket.engineio.EchoListener;
import dev.switchboard.adapter.in.socket.engineio.EngineSettings;
import dev.switchboard.adapter.in.socket.socketio.Namespace;
import dev.switchboard.adapter.in.socket.socketio.SocketRuntime;
import dev.switchboard.adapter.in.socket.socketio.SocketServer;
import dev.switchboard.adapter.in.socket.socketio.SocketSettings;
import dev.switchboard.adapter.in.socket.socketio.SocketWatch;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// The server for the official suites of Engine.IO and Socket.IO, and for Autobahn's of WebSockets.
/// Argument: the port, by default 3000.
public final class ConformanceServer {

    private static final String PORT = "3000";

    private ConformanceServer() {}

    public static void main(String[] args) throws Exception {
        LiveServer server = with(Duration.ofMillis(300), Duration.ofMillis(200));
        server.start(Integer.parseInt(args.length == 0 ? PORT : args[0]));
        System.out.println("Listening on port " + server.port());
        server.join();
    }

    /// Not started yet.
    static LiveServer with(Duration pingInterval, Duration pingTimeout) {
        LiveServer server = new LiveServer();
        server.serve(settings("/engine.io/", pingInterval, pingTimeout), new EchoListener());
        server.serve(settings("/socket.io/", pingInterval, pingTimeout), sockets(server.runtime()));
        server.serveEcho();
        return server;
    }

    private static SocketServer sockets(SocketRuntime runtime) {
        return new SocketServer(
                SocketSettings.defaults().withConnectTimeout(Duration.ofSeconds(1)),
                Map.of(
                        "/",
                        new Namespace(new EchoNamespace()),
                        "/custom",
                        new Namespace(new GreetingNamespace())),
                runtime,
                SocketWatch.NONE);
    }

    private static EngineSettings settings(
            String path, Duration pingInterval, Duration pingTimeout) {
        EngineSettings defaults = EngineSettings.defaults();
        EngineSettings.Timing timing = defaults.timing();
        return new EngineSettings(
                path,
                new EngineSettings.Timing(
                        pingInterval,
                        pingTimeout,
                        timing.upgradeTimeout(),
                        timing.slowAfter(),
                        timing.drainWithin()),
                defaults.limits(),
                defaults.transports(),
                Set.of("*"));
    }
}
