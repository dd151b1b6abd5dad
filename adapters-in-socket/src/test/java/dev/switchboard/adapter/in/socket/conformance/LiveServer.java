package dev.switchboard.adapter.in.socket.conformance;

import dev.switchboard.adapter.in.socket.engineio.EngineListener;
import dev.switchboard.adapter.in.socket.engineio.EngineServer;
import dev.switchboard.adapter.in.socket.engineio.EngineSettings;
import dev.switchboard.adapter.in.socket.engineio.EngineWatch;
import dev.switchboard.adapter.in.socket.socketio.SocketRuntime;
import dev.switchboard.adapter.in.socket.websocket.EchoEndpoint;
import java.security.SecureRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.DefaultHandler;

/// Engines on a real port, with the threads they need.
public final class LiveServer {

    private final SecureRandom random = new SecureRandom();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private Handler served = new DefaultHandler();

    /// The runtime for a Socket.IO server on it.
    public SocketRuntime runtime() {
        return new SocketRuntime(workers, timer, System::nanoTime, random);
    }

    /// Adds an engine. Call it before the start.
    public void serve(EngineSettings settings, EngineListener listener) {
        EngineWatch nobody = new EngineWatch() {};
        EngineServer engine =
                new EngineServer(settings, listener, nobody, timer, random, System::nanoTime);
        served = engine.before(served);
    }

    /// Adds the raw WebSocket that returns each text. Call it before the start.
    void serveEcho() {
        served = new EchoEndpoint(served, workers);
    }

    /// @param port 0 for any free port
    public void start(int port) throws Exception {
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(served);
        server.start();
    }

    public int port() {
        return connector.getLocalPort();
    }

    /// Waits until it is stopped.
    void join() throws InterruptedException {
        server.join();
    }

    public void stop() throws Exception {
        server.stop();
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
