package dev.switchboard.adapter.in.socket.engineio;

import org.jspecify.annotations.Nullable;

/// The line a session is reached by, and the WebSocket that may succeed it (contract sockets
/// 2.2.6). The line changes once, from polling to WebSocket, and never after the session's end.
final class Succession {

    private final Session session;
    private volatile @Nullable Line line;
    private @Nullable WebSocketLine candidate;

    Succession(Session session) {
        this.session = session;
    }

    void begin(Line first) {
        line = first;
    }

    @Nullable Line line() {
        return line;
    }

    /// A WebSocket wants to take over. One at a time may, and only from polling.
    synchronized boolean nominate(WebSocketLine newcomer) {
        if (candidate != null || session.ended() != null || !(line instanceof PollingLine)) {
            return false;
        }
        candidate = newcomer;
        return true;
    }

    /// The candidate is no longer one.
    ///
    /// @return false if it was none, or has taken over
    synchronized boolean withdraw(WebSocketLine newcomer) {
        boolean was = candidate == newcomer;
        candidate = was ? null : candidate;
        return was;
    }

    /// Whoever is a candidate is one no longer.
    synchronized @Nullable WebSocketLine withdrawn() {
        WebSocketLine last = candidate;
        candidate = null;
        return last;
    }

    /// The candidate takes over.
    ///
    /// @return the line before; null if it may not: the session is over, or its client is not done
    ///   with polling
    synchronized @Nullable PollingLine promote(WebSocketLine newcomer) {
        if (candidate != newcomer
                || session.ended() != null
                || !(line instanceof PollingLine polling)
                || polling.isPosting()) {
            return null;
        }
        line = newcomer;
        candidate = null;
        return polling;
    }
}
