package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.cti.ErrorCode.Closing;
import dev.switchboard.adapter.in.socket.cti.Identification.Identified;
import dev.switchboard.adapter.in.socket.cti.Subscriptions.Watcher;
import dev.switchboard.adapter.in.socket.presence.TopicBatch;
import dev.switchboard.adapter.in.socket.websocket.PulledSession;
import dev.switchboard.domain.presence.Viewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/// One client connection: it authenticates, watches, and authenticates again before its token
/// expires.
///
/// One worker at a time serves its frames, [Connections] checks its deadlines, and boards deliver
/// changes. The connection's own lock guards what must not overlap.
final class CtiConnection {

    private final Connections house;
    private final CtiEndpoint ctiEndpoint;
    private final @Nullable String network;
    private final PulledSession session;
    private final FrameOutbox outbox;
    private final ClientLimits clientLimits;
    private final Subscriptions subscriptions;
    private final Deadlines deadlines;
    private final CtiHeartbeat ctiHeartbeat;

    private volatile State state = State.NEW;
    private volatile @Nullable Watcher watcher;

    // used only by the worker
    private byte @Nullable [] startedWith;

    private enum State {
        NEW,
        OPEN,
        /// The token has expired and may still be replaced; meanwhile no data is sent.
        EXPIRED,
        CLOSED
    }

    /// @param network the client's network; null if it is not counted
    CtiConnection(
            Connections house,
            CtiEndpoint ctiEndpoint,
            @Nullable String network,
            PulledSession session,
            FrameOutbox outbox,
            Subscriptions subscriptions) {
        this.house = house;
        this.ctiEndpoint = ctiEndpoint;
        this.network = network;
        this.session = session;
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        long now = house.now();
        this.deadlines = new Deadlines(house.settings(), now);
        this.clientLimits = new ClientLimits(house.settings().frameRate(), now);
        this.ctiHeartbeat = new CtiHeartbeat(session, outbox, deadlines, now);
    }

    CtiEndpoint endpoint() {
        return ctiEndpoint;
    }

    /// Records a sign of life, such as a pong.
    void heard() {
        deadlines.heard(house.now());
    }

    /// Counts a ping as a frame, because it is answered like one.
    void pinged() {
        heard();
        if (!clientLimits.allows(deadlines.heardAt())) {
            refuse(ErrorFrame.of(ErrorCode.RATE_LIMITED));
        }
    }

    void received(String text) {
        heard();
        if (state == State.CLOSED) {
            return;
        }
        if (!clientLimits.allows(deadlines.heardAt())) {
            refuse(ErrorFrame.of(ErrorCode.RATE_LIMITED));
            return;
        }
        byte[] started = startedWith;
        startedWith = null;
        Watcher known = watcher;
        switch (FrameReader.read(ctiEndpoint, text)) {
            case ClientFrame.Proof proof -> prove(proof, started);
            case ClientFrame.Refused(ErrorFrame error, boolean proof) ->
                    refuse(known == null && !proof ? tooEarly() : error);
            case ClientFrame frame when known == null -> refuse(tooEarly());
            case ClientFrame frame when state == State.EXPIRED ->
                    refuse(ErrorFrame.of(ErrorCode.SESSION_EXPIRED));
            case ClientFrame frame -> serve(frame, known);
        }
    }

    private static ErrorFrame tooEarly() {
        return ErrorFrame.of(ErrorCode.AUTH_REQUIRED);
    }

    /// An `auth` directly after a START with the same token only adds details of the client.
    private void prove(ClientFrame.Proof proof, byte @Nullable [] started) {
        if (!house.letsIn(proof.client())) {
            refuse(ErrorFrame.of(ErrorCode.BAD_CLIENT));
            return;
        }
        byte[] digest = proof.digest();
        if (proof instanceof ClientFrame.Auth && MessageDigest.isEqual(digest, started)) {
            return;
        }
        switch (house.identify(proof.token())) {
            case Identified.Refused(ErrorCode code) -> end(ErrorFrame.of(code));
            case Identified.Known(Viewer viewer, Duration left, var proven) -> {
                if (!welcome(viewer, left)) {
                    return;
                }
                house.hold(this, proven);
                if (proof instanceof ClientFrame.Start start) {
                    startedWith = digest;
                    subscribe(start.counters());
                }
            }
        }
    }

    private void subscribe(ClientFrame.@Nullable SubscribeUnread counters) {
        Watcher known = watcher;
        if (counters != null && known != null) {
            serve(counters, known);
        }
    }

    /// @return whether the viewer was admitted
    private boolean welcome(Viewer viewer, Duration left) {
        Watcher before = watcher;
        if (before == null) {
            if (!house.admit(viewer, ctiEndpoint)) {
                end(ErrorFrame.of(ErrorCode.CONNECTION_LIMIT));
                return false;
            }
            Watcher now = new Watcher(this, outbox, viewer, house.boardOf(viewer));
            if (!open(now, left)) {
                house.leave(viewer, ctiEndpoint);
                return false;
            }
        } else {
            Viewer was = before.viewer();
            if (!viewer.org().equals(was.org()) || viewer.number() != was.number()) {
                end(ErrorFrame.of(ErrorCode.IDENTITY_CHANGED));
                return false;
            }
            Watcher now = new Watcher(this, outbox, viewer, before.board());
            if (!open(now, left)) {
                return false;
            }
            review(now);
        }
        outbox.pause(false);
        session.wake();
        return true;
    }

    /// @return false if the connection has ended meanwhile
    private synchronized boolean open(Watcher now, Duration left) {
        if (state == State.CLOSED) {
            return false;
        }
        deadlines.welcomed(house.now(), left);
        if (watcher == null) {
            house.proven(network);
        }
        watcher = now;
        state = State.OPEN;
        outbox.writeFor(now.viewer());
        outbox.sayNow(ServerFrames.welcome());
        return true;
    }

    /// Ends the subscriptions that the new token does not allow.
    private void review(Watcher now) {
        for (Subscription subscription : subscriptions.all()) {
            if (now.viewer().refusal(subscription.topic().subject()).isPresent()) {
                revoke(subscription);
            }
        }
    }

    private void revoke(Subscription subscription) {
        Watcher known = watcher;
        if (known != null && subscriptions.drop(known, subscription)) {
            refuse(ErrorFrame.revoked(subscription));
        }
    }

    private void serve(ClientFrame frame, Watcher known) {
        if (!house.stillKnows(this)) {
            putOut();
        } else if (frame instanceof ClientFrame.Tick) {
            ctiHeartbeat.answer();
        } else {
            subscriptions.serve(known, frame, this::answer);
        }
    }

    private void answer(@Nullable ErrorFrame error) {
        if (error == null) {
            session.wake();
        } else {
            refuse(error);
        }
    }

    /// Passes a batch of a topic on. Called by boards; never waits for the client.
    void deliver(Subscription subscription, TopicBatch topicBatch) {
        if (topicBatch.ended() && !outbox.viewerIs(subscription.topic())) {
            revoke(subscription);
        } else if (outbox.pass(subscription, topicBatch)) {
            session.wake();
        } else {
            end(ConnectionEnd.SLOW);
        }
    }

    /// Sends an error to the client, and ends the connection if that was one too many.
    private void refuse(ErrorFrame error) {
        ErrorCode code = error.code();
        if (code.closing() == Closing.AT_ONCE) {
            end(error);
            return;
        }
        boolean flood = code == ErrorCode.RATE_LIMITED;
        boolean tooMany;
        synchronized (this) {
            if (flood && deadlines.isFlooded()) {
                house.metrics().refused(ctiEndpoint, code, false);
                return;
            }
            tooMany = clientLimits.erred(house.now());
            if (flood && tooMany) {
                deadlines.flooded(house.now());
            }
        }
        if (tooMany && !flood) {
            end(error);
            return;
        }
        house.metrics().refused(ctiEndpoint, code, false);
        outbox.sayNow(ServerFrames.error(error));
        session.wake();
    }

    /// Ends the connection with a last error frame.
    private void end(ErrorFrame error) {
        ErrorCode code = error.code();
        if (close(ServerFrames.error(error), code.status())) {
            house.metrics().refused(ctiEndpoint, code, true);
        }
    }

    /// Ends the connection because its account was changed.
    void putOut() {
        end(ErrorFrame.of(ErrorCode.INVALID_TOKEN));
    }

    void end(ConnectionEnd why) {
        if (close(null, why.status())) {
            house.metrics().ended(why);
        }
    }

    /// @return false if it had ended already
    private boolean close(byte @Nullable [] lastWords, CloseStatus status) {
        if (!leave()) {
            return false;
        }
        outbox.finish(lastWords);
        try {
            session.close(status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    /// Cleans up after the connection's end, whichever side ended it.
    void gone() {
        leave();
        outbox.finish(null);
    }

    private boolean leave() {
        synchronized (this) {
            if (state == State.CLOSED) {
                return false;
            }
            state = State.CLOSED;
        }
        Watcher known = watcher;
        if (known != null) {
            subscriptions.end(known);
            house.leave(known.viewer(), ctiEndpoint);
        }
        house.left(session, network, known != null);
        return true;
    }

    boolean hasEnded() {
        return state == State.CLOSED;
    }

    /// Does what is due. Called regularly by one thread.
    void look(long now) {
        if (state == State.CLOSED) {
            return;
        }
        switch (deadlines.due(now, session, outbox)) {
            case AUTHENTICATION -> end(ErrorFrame.of(ErrorCode.AUTH_TIMEOUT));
            case EXPIRY -> expire(now);
            case END_OF_GRACE -> close(null, ErrorCode.SESSION_EXPIRED.status());
            case END_OF_FLOOD -> close(null, ErrorCode.RATE_LIMITED.status());
            case SILENCE -> session.abort();
            case STALL -> end(ConnectionEnd.SLOW);
            case BEAT -> ctiHeartbeat.beat(now, state == State.OPEN);
            case NOTHING -> {}
        }
    }

    private void expire(long now) {
        synchronized (this) {
            if (state != State.OPEN || !deadlines.beginGrace(now)) {
                return;
            }
            state = State.EXPIRED;
            outbox.pause(true);
        }
        refuse(ErrorFrame.of(ErrorCode.SESSION_EXPIRED));
    }
}
