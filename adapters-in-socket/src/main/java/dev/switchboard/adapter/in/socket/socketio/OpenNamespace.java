package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.socketio.packet.PacketWriter;
import org.jspecify.annotations.Nullable;

/// A namespace of a running server.
///
/// @param writer the same for all its sockets
record OpenNamespace(
        String name,
        NamespaceHandler handler,
        @Nullable SessionRecovery recovery,
        PacketWriter writer) {

    static OpenNamespace of(String name, Namespace namespace) {
        return new OpenNamespace(
                name, namespace.handler(), namespace.recovery(), new PacketWriter(name));
    }
}
