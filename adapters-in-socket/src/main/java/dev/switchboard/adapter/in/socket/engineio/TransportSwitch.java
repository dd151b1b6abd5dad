package dev.switchboard.adapter.in.socket.engineio;

import org.jspecify.annotations.Nullable;

/// The connection a session is reached by, and the WebSocket that wants to replace it (contract
/// sockets 2.2.6). The connection changes once, from polling to WebSocket, and never after the
/// session's end.
final class TransportSwitch {

    private final Session session;
    private volatile @Nullable TransportConnection connection;
    private @Nullable WebSocketConnection probing;

    TransportSwitch(Session session) {
        this.session = session;
    }

    void begin(TransportConnection first) {
        connection = first;
    }

    @Nullable TransportConnection connection() {
        return connection;
    }

    /// A WebSocket wants to take over. One at a time may, and only from polling.
    synchronized boolean beginProbe(WebSocketConnection newcomer) {
        if (probing != null
                || session.ended() != null
                || !(connection instanceof PollingConnection)) {
            return false;
        }
        probing = newcomer;
        return true;
    }

    /// The probe has failed.
    ///
    /// @return false if there was none, or it has taken over
    synchronized boolean endProbe(WebSocketConnection newcomer) {
        boolean was = probing == newcomer;
        probing = was ? null : probing;
        return was;
    }

    /// Ends whatever probe is under way.
    synchronized @Nullable WebSocketConnection stopProbe() {
        WebSocketConnection last = probing;
        probing = null;
        return last;
    }

    /// The probed WebSocket takes over.
    ///
    /// @return the connection before; null if it may not: the session is over, or its client is not
    ///   done with polling
    synchronized @Nullable PollingConnection upgrade(WebSocketConnection newcomer) {
        if (probing != newcomer
                || session.ended() != null
                || !(connection instanceof PollingConnection polling)
                || polling.isPosting()) {
            return null;
        }
        connection = newcomer;
        probing = null;
        return polling;
    }
}
