package dev.switchboard.adapter.in.socket.socketio;

/// The news for a socket that its session's queue has room again.
record Drained(ClientSocket socket, ServerScope scope) implements Runnable {

    @Override
    public void run() {
        if (!socket.life().isJoined()) {
            return;
        }
        boolean _ = socket.outlet().release();
        try {
            socket.namespace().handler().drained(socket);
        } catch (RuntimeException failure) {
            scope.watch().failed(socket.namespace().name(), failure);
        }
    }
}
