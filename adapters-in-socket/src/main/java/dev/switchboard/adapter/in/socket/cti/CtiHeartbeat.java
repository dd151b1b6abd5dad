package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.websocket.PulledSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.web.socket.PingMessage;

/// Tells one client how long its token is still valid: regularly, and when the client asks.
final class CtiHeartbeat {

    private static final long SECOND = 1_000_000_000;

    private final PulledSession session;
    private final FrameOutbox outbox;
    private final Deadlines deadlines;

    // used only by the worker
    private long answered;

    CtiHeartbeat(PulledSession session, FrameOutbox outbox, Deadlines deadlines, long now) {
        this.session = session;
        this.outbox = outbox;
        this.deadlines = deadlines;
        this.answered = now - SECOND;
    }

    /// Answers a client's tick, at most once a second.
    void answer() {
        long now = deadlines.heardAt();
        if (now - answered >= SECOND) {
            answered = now;
            tell(now);
        }
    }

    /// @param known whether the client has authenticated and may be told about its token
    void beat(long now, boolean known) {
        try {
            session.sendMessage(new PingMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (known) {
            tell(now);
        }
    }

    private void tell(long now) {
        outbox.sayNow(ServerFrames.heartbeat(deadlines.secondsLeft(now)));
        session.wake();
    }
}
