package dev.switchboard.adapter.in.socket.socketio;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Which socket of this server holds a session that can be resumed, by pid.
final class LiveSessions {

    private final ConcurrentMap<String, ClientSocket> holders = new ConcurrentHashMap<>();

    /// @return the socket that held the session until now, or null
    @Nullable ClientSocket take(String pid, ClientSocket socket) {
        return holders.put(pid, socket);
    }

    /// Harmless if another socket holds it by now.
    void drop(String pid, ClientSocket socket) {
        holders.remove(pid, socket);
    }
}
