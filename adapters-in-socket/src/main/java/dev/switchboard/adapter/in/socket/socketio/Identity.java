package dev.switchboard.adapter.in.socket.socketio;

import org.jspecify.annotations.Nullable;

/// Who a socket is, once its client was accepted.
///
/// @param pid the secret that resumes its session, null if nothing does
/// @param recovered whether it resumed one
record Identity(String socketId, @Nullable String pid, Object attributes, boolean recovered) {

    @Override
    public String toString() {
        return "Identity[" + socketId + "]";
    }
}
