package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.websocket.PulledSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.web.socket.PingMessage;

/// Tells one client how long its token still lives: every now and then, and when it asks.
final class CtiHeartbeat {

    private static final long SECOND = 1_000_000_000;

    private final PulledSession session;
    private final FrameOutbox outbox;
    private final Deadlines deadlines;

    // of the worker
    private long answered;

    CtiHeartbeat(PulledSession session, FrameOutbox outbox, Deadlines deadlines, long now) {
        this.session = session;
        this.outbox = outbox;
        this.deadlines = deadlines;
        this.answered = now - SECOND;
    }

    /// Answers a client's tick, once a second at most.
    void answer() {
        long now = deadlines.heardAt();
        if (now - answered >= SECOND) {
            answered = now;
            tell(now);
        }
    }

    /// @param known whether the client may be told of its token
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
