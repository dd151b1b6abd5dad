package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.socketio.packet.PacketLimits;
import java.util.Map;

/// What all connections of a server share.
record ServerScope(
        SocketSettings settings,
        Map<String, OpenNamespace> namespaces,
        SocketRuntime runtime,
        SocketWatch watch,
        PacketLimits limits,
        LiveSessions sessions) {}
