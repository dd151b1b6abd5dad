package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.socketio.packet.PacketLimits;
import dev.switchboard.adapter.in.socket.socketio.packet.PacketWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The objects that all connections of a server share.
record ServerScope(
        SocketSettings settings,
        Map<String, OpenNamespace> namespaces,
        SocketRuntime runtime,
        SocketWatch watch,
        PacketLimits limits,
        LiveSessions sessions) {

    /// A namespace of a running server.
    ///
    /// @param writer shared by all its sockets
    record OpenNamespace(
            String name,
            NamespaceHandler handler,
            @Nullable SessionRecovery recovery,
            PacketWriter writer) {}

    /// The sockets of this server that hold resumable sessions, by pid.
    static final class LiveSessions {

        private final ConcurrentMap<String, JoinedSocket> holders = new ConcurrentHashMap<>();

        /// @return the socket that held the session until now, or null
        @Nullable JoinedSocket take(String pid, JoinedSocket socket) {
            return holders.put(pid, socket);
        }

        /// Does nothing if another socket holds it by now.
        void drop(String pid, JoinedSocket socket) {
            holders.remove(pid, socket);
        }
    }
}
