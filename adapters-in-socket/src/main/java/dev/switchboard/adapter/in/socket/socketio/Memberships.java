package dev.switchboard.adapter.in.socket.socketio;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sockets of one connection by their namespaces: mostly one, so they are copied on each
/// change.
final class Memberships {

    private volatile Map<String, ClientSocket> sockets = Map.of();

    @Nullable ClientSocket get(String namespace) {
        return sockets.get(namespace);
    }

    Collection<ClientSocket> all() {
        return sockets.values();
    }

    boolean areJoined() {
        return sockets.values().stream().anyMatch(socket -> socket.life().isJoined());
    }

    synchronized void put(ClientSocket socket) {
        Map<String, ClientSocket> changed = new HashMap<>(sockets);
        changed.put(socket.namespace().name(), socket);
        sockets = Map.copyOf(changed);
    }

    /// Harmless if another socket has that place by now.
    synchronized void remove(ClientSocket socket) {
        Map<String, ClientSocket> changed = new HashMap<>(sockets);
        changed.remove(socket.namespace().name(), socket);
        sockets = Map.copyOf(changed);
    }
}
