package dev.switchboard.adapter.in.socket.socketio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Sessions that outlive their connections for as long as the test runs.
class InMemoryRecovery implements SessionRecovery {

    final Map<String, String> socketIds = new ConcurrentHashMap<>();
    volatile boolean failing;

    @Override
    public @Nullable Restored restore(String pid, @Nullable String offset) {
        String socketId = socketIds.get(pid);
        return socketId == null ? null : new Restored(socketId, offset, "state of " + socketId);
    }

    @Override
    public void save(String pid, NamespaceSocket socket) {
        if (failing) {
            throw new IllegalStateException("no store");
        }
        socketIds.put(pid, socket.id());
    }

    @Override
    public void forget(String pid, NamespaceSocket socket) {
        socketIds.remove(pid);
    }

    @Override
    public String position(NamespaceSocket socket) {
        return "now";
    }
}
