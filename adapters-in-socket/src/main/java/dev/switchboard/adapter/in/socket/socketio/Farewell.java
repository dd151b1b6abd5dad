package dev.switchboard.adapter.in.socket.socketio;

import org.jspecify.annotations.Nullable;

/// The last things that are done for a socket.
record Farewell(ClientSocket socket, ServerScope scope) {

    void say(Departure departure) {
        Identity identity = socket.life().knownIdentity();
        if (identity == null) {
            return;
        }
        String name = socket.namespace().name();
        try {
            closeSession(identity.pid(), departure);
        } catch (RuntimeException failure) {
            scope.watch().failed(name, failure);
        }
        try {
            socket.namespace().handler().disconnected(socket, departure);
        } catch (RuntimeException failure) {
            scope.watch().failed(name, failure);
        }
        scope.watch().disconnected(name, departure);
    }

    private void closeSession(@Nullable String pid, Departure departure) {
        SessionRecovery recovery = socket.namespace().recovery();
        if (pid == null || recovery == null) {
            return;
        }
        scope.sessions().drop(pid, socket);
        if (!departure.recoverable()) {
            recovery.forget(pid, socket);
        }
    }
}
