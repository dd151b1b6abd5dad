package dev.switchboard.adapter.in.socket.cti;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.socket.cti.ErrorCode.Closing;
import dev.switchboard.adapter.in.socket.cti.Identification.Identified;
import dev.switchboard.adapter.in.socket.cti.Subscriptions.Watcher;
import dev.switchboard.adapter.in.socket.websocket.PulledSession;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;

/// One client: it proves who it is, watches, and proves it again before its token ends.
///
/// Frames are served by one worker at a time; deadlines are looked after by [Connections]; changes
/// come from boards. What of this must not overlap is guarded by the connection.
final class CtiConnection {

    private static final long SECOND = 1_000_000_000;

    /// What a client that floods us may still do before it is closed.
    private static final long FLOOD_GRACE = 5 * SECOND;

    /// Longer is as good as for ever.
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);

    /// From when on a client is told how long its token lives.
    private static final long ENDS_SOON = 120 * SECOND;

    private final Connections house;
    private final Endpoint endpoint;
    private final PulledSession session;
    private final Outbox outbox;
    private final Conduct conduct;
    private final Subscriptions subscriptions;
    private final long openedAt;

    private volatile State state = State.NEW;
    private volatile long heardAt;
    private volatile @Nullable Watcher watcher;

    // guarded by this; 0 for never
    private long expiresAt;
    private long graceEnds;
    private long floodEnds;

    // of the worker
    private byte @Nullable [] startedWith;
    private long tickAnswered;

    private volatile long nextBeat;

    // of the one who looks
    private long stuckSince;
    private long unsentBefore;
    private int turnsBefore;

    /// Half beats without a sign of life after which a client counts as gone.
    private static final int SILENT_BEATS = 5;

    private enum State {
        NEW,
        OPEN,
        /// The token has expired and may still be replaced; meanwhile no data leaves.
        EXPIRED,
        CLOSED
    }

    CtiConnection(
            Connections house,
            Endpoint endpoint,
            PulledSession session,
            Outbox outbox,
            Subscriptions subscriptions) {
        this.house = house;
        this.endpoint = endpoint;
        this.session = session;
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        this.openedAt = house.now();
        this.conduct = new Conduct(house.settings().frameRate(), openedAt);
        this.heardAt = openedAt;
        this.nextBeat = openedAt + house.settings().heartbeat().toNanos();
        this.tickAnswered = openedAt - SECOND;
        this.stuckSince = openedAt;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /// Anything came, such as the answer to a ping.
    void heard() {
        heardAt = house.now();
    }

    /// Pings count as frames: they are answered as well.
    void pinged() {
        heard();
        if (!conduct.allows(heardAt)) {
            refuse(ErrorFrame.of(ErrorCode.RATE_LIMITED));
        }
    }

    void received(String text) {
        heard();
        if (state == State.CLOSED) {
            return;
        }
        if (!conduct.allows(heardAt)) {
            refuse(ErrorFrame.of(ErrorCode.RATE_LIMITED));
            return;
        }
        byte[] started = startedWith;
        startedWith = null;
        Watcher known = watcher;
        switch (FrameReader.read(endpoint, text)) {
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

    /// An `auth` right after a START with the same token only says more about the client.
    private void prove(ClientFrame.Proof proof, byte @Nullable [] started) {
        if (!house.letsIn(proof.client())) {
            refuse(ErrorFrame.of(ErrorCode.BAD_CLIENT));
            return;
        }
        byte[] digest = digest(proof.token());
        if (proof instanceof ClientFrame.Auth && MessageDigest.isEqual(digest, started)) {
            return;
        }
        switch (house.identify(proof.token())) {
            case Identified.Refused(ErrorCode code) -> end(ErrorFrame.of(code));
            case Identified.Known(Viewer viewer, Duration left) -> {
                if (welcome(viewer, left) && proof instanceof ClientFrame.Start start) {
                    startedWith = digest;
                    subscribe(start.counters());
                }
            }
        }
    }

    /// Nobody keeps tokens.
    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private void subscribe(ClientFrame.@Nullable SubscribeUnread counters) {
        Watcher known = watcher;
        if (counters != null && known != null) {
            serve(counters, known);
        }
    }

    /// @return whether the viewer is in
    private boolean welcome(Viewer viewer, Duration left) {
        Watcher before = watcher;
        if (before == null) {
            if (!house.admit(viewer, endpoint)) {
                end(ErrorFrame.of(ErrorCode.CONNECTION_LIMIT));
                return false;
            }
            Watcher now = new Watcher(this, outbox, viewer, house.boardOf(viewer));
            if (!open(now, left)) {
                house.leave(viewer, endpoint);
                return false;
            }
        } else {
            if (!isSame(viewer, before.viewer())) {
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

    private static boolean isSame(Viewer one, Viewer other) {
        return one.org().equals(other.org()) && one.number() == other.number();
    }

    /// @return false if the connection has ended meanwhile
    private synchronized boolean open(Watcher now, Duration left) {
        if (state == State.CLOSED) {
            return false;
        }
        Duration life = left.compareTo(LONGEST_LIFE) < 0 ? left : LONGEST_LIFE;
        expiresAt = house.now() + life.toNanos();
        graceEnds = 0;
        nextBeat = house.now() + house.settings().heartbeat().toNanos();
        watcher = now;
        state = State.OPEN;
        outbox.writeFor(now.viewer());
        outbox.sayNow(ServerFrames.welcome());
        return true;
    }

    /// What the new token does not allow ends.
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
        switch (frame) {
            case ClientFrame.Tick _ -> tick();
            case ClientFrame.Subscribe(Topic topic, Long after) -> {
                awaitRoom();
                answer(subscriptions.subscribe(known, topic, after));
            }
            case ClientFrame.Unsubscribe(Topic topic) -> subscriptions.unsubscribe(known, topic);
            case ClientFrame.SubscribeUnread(String id, List<String> users) -> {
                awaitRoom();
                eachUser(id, users, (user, _) -> answer(subscriptions.subscribe(known, user, id)));
            }
            case ClientFrame.UnsubscribeUnread(String id, List<String> users) ->
                    eachUser(id, users, (_, topic) -> subscriptions.unsubscribe(known, topic));
            case ClientFrame.Proof _, ClientFrame.Refused _ ->
                    throw new IllegalArgumentException("Served elsewhere");
        }
    }

    private void answer(@Nullable ErrorFrame error) {
        if (error == null) {
            session.wake();
        } else {
            refuse(error);
        }
    }

    private void eachUser(String id, List<String> users, BiConsumer<UserRef, Topic> work) {
        for (String text : new LinkedHashSet<>(users)) {
            UserRef.parse(text)
                    .ifPresentOrElse(
                            user -> work.accept(user, Topic.unreadOf(user)),
                            () -> refuse(ErrorFrame.badUser(id, text)));
        }
    }

    private void tick() {
        if (heardAt - tickAnswered >= SECOND) {
            tickAnswered = heardAt;
            outbox.sayNow(heartbeat(heardAt));
            session.wake();
        }
    }

    private synchronized byte[] heartbeat(long now) {
        long left = expiresAt - now;
        return left < ENDS_SOON
                ? ServerFrames.heartbeat(Math.max(0, left / SECOND))
                : ServerFrames.heartbeat();
    }

    /// Whoever asks faster than they read waits here, on a thread that costs nothing.
    private void awaitRoom() {
        try {
            outbox.awaitRoom();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Passes on what became of a topic. Called by boards; never waits for the client.
    void deliver(Subscription subscription, Batch batch) {
        if (batch.ended() && !outbox.viewerIs(subscription.topic())) {
            revoke(subscription);
        } else if (outbox.pass(subscription, batch)) {
            session.wake();
        } else {
            end(Ending.SLOW);
        }
    }

    /// Tells the client what was wrong, and ends if that was one too many.
    private void refuse(ErrorFrame error) {
        ErrorCode code = error.code();
        if (code.closing() == Closing.AT_ONCE) {
            end(error);
            return;
        }
        boolean flood = code == ErrorCode.RATE_LIMITED;
        boolean tooMany;
        synchronized (this) {
            if (flood && floodEnds != 0) {
                house.metrics().refused(endpoint, code, false);
                return;
            }
            tooMany = conduct.erred(house.now());
            if (flood && tooMany) {
                floodEnds = house.now() + FLOOD_GRACE;
            }
        }
        if (tooMany && !flood) {
            end(error);
            return;
        }
        house.metrics().refused(endpoint, code, false);
        outbox.sayNow(ServerFrames.error(error));
        session.wake();
    }

    /// Ends with a last word.
    private void end(ErrorFrame error) {
        ErrorCode code = error.code();
        if (close(ServerFrames.error(error), status(code))) {
            house.metrics().refused(endpoint, code, true);
        }
    }

    void end(Ending why) {
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

    /// The client is gone, whoever ended it.
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
            house.leave(known.viewer(), endpoint);
        }
        house.left(session);
        return true;
    }

    /// Looks at all deadlines. Called every now and then, by one thread.
    void look(long now) {
        switch (state) {
            case NEW -> {
                if (now - openedAt >= house.settings().authTimeout().toNanos()) {
                    end(ErrorFrame.of(ErrorCode.AUTH_TIMEOUT));
                }
            }
            case OPEN -> expire(now);
            case EXPIRED -> {
                if (isOver(graceEnds, now)) {
                    close(null, status(ErrorCode.SESSION_EXPIRED));
                }
            }
            case CLOSED -> {
                return;
            }
        }
        if (isOver(floodEnds, now)) {
            close(null, status(ErrorCode.RATE_LIMITED));
        } else if (now - heardAt >= SILENT_BEATS * house.settings().heartbeat().toNanos() / 2) {
            session.abort();
        } else if (isStuck(now)) {
            end(Ending.SLOW);
        } else if (now - nextBeat >= 0) {
            beat(now);
        }
    }

    private synchronized boolean isOver(long deadline, long now) {
        return deadline != 0 && now - deadline >= 0;
    }

    private void expire(long now) {
        synchronized (this) {
            if (state != State.OPEN || now - expiresAt < 0) {
                return;
            }
            state = State.EXPIRED;
            graceEnds = now + house.settings().expiryGrace().toNanos();
            outbox.pause(true);
        }
        refuse(ErrorFrame.of(ErrorCode.SESSION_EXPIRED));
    }

    /// Whether something waits and the network took nothing of it for too long.
    private boolean isStuck(long now) {
        int turns = outbox.turns();
        long unsent = session.unsent();
        boolean waits = outbox.isWaiting() || unsent > 0;
        if (!waits || turns != turnsBefore || unsent != unsentBefore) {
            stuckSince = now;
            turnsBefore = turns;
            unsentBefore = unsent;
            return false;
        }
        return now - stuckSince >= house.settings().slowAfter().toNanos();
    }

    private void beat(long now) {
        nextBeat = now + house.settings().heartbeat().toNanos();
        try {
            session.sendMessage(new PingMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (state == State.OPEN) {
            outbox.sayNow(heartbeat(now));
            session.wake();
        }
    }

    private static CloseStatus status(ErrorCode code) {
        return new CloseStatus(code.closeCode(), code.name());
    }
}
