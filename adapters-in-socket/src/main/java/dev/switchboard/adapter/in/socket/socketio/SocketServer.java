package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.EngineListener;
import dev.switchboard.adapter.in.socket.engineio.EngineReceiver;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket;
import dev.switchboard.adapter.in.socket.socketio.ServerScope.LiveSessions;
import dev.switchboard.adapter.in.socket.socketio.ServerScope.OpenNamespace;
import dev.switchboard.adapter.in.socket.socketio.packet.PacketWriter;
import java.util.Map;
import java.util.stream.Collectors;

/// A Socket.IO server: namespaces over the sessions of an Engine.IO server.
public final class SocketServer implements EngineListener {

    private final ServerScope scope;

    /// @param namespaces by name, such as `/` and `/agent`
    public SocketServer(
            SocketSettings settings,
            Map<String, Namespace> namespaces,
            SocketRuntime runtime,
            SocketWatch watch) {
        this.scope =
                new ServerScope(
                        settings,
                        open(namespaces),
                        runtime,
                        watch,
                        settings.packets(),
                        new LiveSessions());
    }

    @Override
    public EngineReceiver opened(EngineSocket socket) {
        Connection connection = new Connection(scope, socket);
        connection.review();
        return connection;
    }

    private static Map<String, OpenNamespace> open(Map<String, Namespace> namespaces) {
        return namespaces.entrySet().stream()
                .map(entry -> open(entry.getKey(), entry.getValue()))
                .collect(Collectors.toUnmodifiableMap(OpenNamespace::name, named -> named));
    }

    private static OpenNamespace open(String name, Namespace namespace) {
        return new OpenNamespace(
                name, namespace.handler(), namespace.recovery(), new PacketWriter(name));
    }
}
