package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.engineio.EnginePacket.PollingPayload;
import dev.switchboard.adapter.in.socket.engineio.HttpExchange.Poll;
import dev.switchboard.adapter.in.socket.engineio.Sessions.LingeringSessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// A session over long polling: at most one GET waits for data, and at most one POST brings data.
final class PollingConnection implements TransportConnection {

    /// The time for a GET that was sent before the client's goodbye and overtaken by it: the
    /// goodbye is answered only after it.
    private static final Duration CROSSING = Duration.ofMillis(500);

    /// The time for a client to read one response and send its next GET.
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(1);

    private final Session session;
    private final LingeringSessions lingering;
    private final int maxPayload;
    private @Nullable Poll waiting;
    private @Nullable Poll answering;
    private boolean posting;
    private boolean closed;

    PollingConnection(Session session, LingeringSessions lingering, int maxPayload) {
        this.session = session;
        this.lingering = lingering;
        this.maxPayload = maxPayload;
    }

    @Override
    public Transport transport() {
        return Transport.POLLING;
    }

    /// Handles a GET.
    void get(Poll poll) {
        poll.onAbort(() -> aborted(poll));
        switch (admit(poll)) {
            case WAITS -> {
                poll.listen();
                wake();
            }
            case SECOND -> {
                session.close(CloseReason.PROTOCOL);
                poll.refuse(Refusal.BAD_REQUEST);
            }
            case LATE -> poll.refuse(Refusal.BAD_REQUEST);
        }
    }

    private enum Place {
        WAITS,
        SECOND,
        LATE
    }

    private synchronized Place admit(Poll poll) {
        if (closed) {
            return Place.LATE;
        }
        if (waiting != null) {
            return Place.SECOND;
        }
        waiting = poll;
        return Place.WAITS;
    }

    private void aborted(Poll poll) {
        if (stopWaiting(poll)) {
            session.close(CloseReason.TRANSPORT);
            poll.abort();
        }
    }

    private synchronized boolean stopWaiting(Poll poll) {
        boolean was = waiting == poll;
        waiting = was ? null : waiting;
        return was;
    }

    @Override
    public void wake() {
        Poll poll;
        List<EngineMessage> batch;
        synchronized (this) {
            if (waiting == null) {
                return;
            }
            batch = session.take(this, maxPayload);
            if (batch == null) {
                return;
            }
            poll = waiting;
            waiting = null;
            answering = poll;
        }
        poll.answer(PollingPayload.joined(batch), Callback.from(this::answered, this::failed));
    }

    private void answered() {
        synchronized (this) {
            answering = null;
        }
        session.settle();
    }

    private void failed(Throwable cause) {
        synchronized (this) {
            answering = null;
        }
        session.close(CloseReason.TRANSPORT);
    }

    /// Ends a waiting GET without data, so that its client can move to WebSocket.
    void release() {
        Poll poll = waiter(false);
        if (poll != null) {
            poll.answer(PollingPayload.joined(List.of(EngineMessage.NOOP)), Callback.NOOP);
        }
    }

    /// Ends polling because the session has moved on. A client ends its GET before the upgrade. A
    /// GET that was overtaken by the upgrade on another connection is refused, as it would be a
    /// moment later.
    void retire() {
        Poll poll = waiter(true);
        if (poll != null) {
            poll.refuse(Refusal.BAD_REQUEST);
        }
    }

    private synchronized @Nullable Poll waiter(boolean last) {
        closed |= last;
        Poll poll = waiting;
        waiting = null;
        return poll;
    }

    /// Begins a POST.
    ///
    /// @return false if another one has not ended
    synchronized boolean beginPost() {
        boolean first = !posting;
        posting = true;
        return first;
    }

    synchronized void endPost() {
        posting = false;
    }

    synchronized boolean isPosting() {
        return posting;
    }

    @Override
    public synchronized long unsent() {
        return answering == null ? 0 : answering.unsent();
    }

    @Override
    public void finish(CloseReason reason) {
        Poll poll = waiter(true);
        Poll stuck = reason == CloseReason.SLOW ? answered(null) : null;
        if (stuck != null) {
            stuck.abort();
        }
        if (poll != null) {
            poll.answer(PollingPayload.joined(farewell(reason)), Callback.NOOP);
        } else if (reason == CloseReason.CLIENT) {
            lingering.linger(session.id(), CROSSING, last -> leave(last, reason));
        } else if (reason.leavesTime() && !session.isEmptied()) {
            lingering.linger(session.id(), BETWEEN_POLLS, last -> leave(last, reason));
        }
    }

    private void leave(Poll poll, CloseReason reason) {
        poll.answer(PollingPayload.joined(farewell(reason)), Callback.NOOP);
    }

    private synchronized @Nullable Poll answered(@Nullable Poll next) {
        Poll before = answering;
        answering = next;
        return before;
    }

    /// Returns the packets for a session's last GET: the rest, and the close packet.
    private List<EngineMessage> farewell(CloseReason reason) {
        if (reason == CloseReason.CLIENT) {
            return List.of(EngineMessage.NOOP);
        }
        List<EngineMessage> rest = session.take(this, maxPayload);
        List<EngineMessage> last = rest == null ? new ArrayList<>() : rest;
        last.add(EngineMessage.CLOSE);
        return last;
    }
}
