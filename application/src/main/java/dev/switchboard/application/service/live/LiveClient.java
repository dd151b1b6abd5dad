package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.session.ClientLine;
import dev.switchboard.application.port.in.session.ClientLine.ClientEvent;
import dev.switchboard.application.port.out.session.ClientSessions.Saved;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.Offered;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One connection of a client: its identity and its line.
final class LiveClient implements ConversationFollowers.Follower, FeedReceiver {

    private final ClientId id;
    private final ClientLine line;
    private final @Nullable SessionKey session;
    private final long epoch;
    private final Feeds shared;
    private final ConnectionFeeds feeds;
    private final Map<ConversationId, EndUser> shown = new ConcurrentHashMap<>();
    private final ReentrantLock keeping = new ReentrantLock();
    private volatile EndUser who;

    /// Whether this connection has stored its session; always if it began it.
    private boolean kept;

    /// Whether it follows all conversations of the session that it continues.
    private boolean whole;

    LiveClient(Arriving arriving, Feeds shared) {
        this.id = arriving.id();
        this.line = arriving.line();
        this.session = arriving.session();
        this.epoch = arriving.epoch();
        this.who = arriving.who();
        this.kept = arriving.epoch() == 1;
        this.whole = kept;
        this.shared = shared;
        this.feeds = new ConnectionFeeds(this, shared, Feeds::forClients, arriving::mayHaveHad);
    }

    /// A connection as it begins.
    ///
    /// @param session null if it cannot be continued by another connection
    /// @param epoch the number of the connection within its session, from 1
    record Arriving(
            ClientId id,
            EndUser who,
            @Nullable SessionKey session,
            long epoch,
            ClientLine line,
            Instant at) {

        /// A message from before a connection that continues another may have been sent on that
        /// one.
        private boolean mayHaveHad(Message message) {
            return epoch > 1 && message.at().isBefore(at);
        }
    }

    ClientId id() {
        return id;
    }

    @Nullable SessionKey session() {
        return session;
    }

    long epoch() {
        return epoch;
    }

    /// Whether it is a connection of this session, and an earlier one.
    boolean isBefore(SessionKey other, long later) {
        return other.equals(session) && epoch < later;
    }

    /// Stores its session, one call after the other. A connection that continues it stores nothing
    /// before it has resumed, because it knows only a part of it, nor for the first time after its
    /// end.
    ///
    /// @param take stores it for the first time, if this connection continues it
    Saved keep(Supplier<Saved> take, Supplier<Saved> save) {
        keeping.lock();
        try {
            if (!kept && (!whole || feeds.ended())) {
                return Saved.DONE;
            }
            Saved saved = kept ? save.get() : take.get();
            kept |= saved == Saved.DONE;
            return saved;
        } finally {
            keeping.unlock();
        }
    }

    /// It follows all conversations of the session that it continues.
    void resumed() {
        keeping.lock();
        try {
            whole = true;
        } finally {
            keeping.unlock();
        }
    }

    EndUser who() {
        return who;
    }

    void identify(EndUser proven) {
        who = proven;
    }

    /// Returns the identity by which it follows a conversation: its own, and what a request showed
    /// for that conversation alone.
    EndUser who(ConversationId conversation) {
        return who.completedBy(shown.getOrDefault(conversation, EndUser.NOBODY));
    }

    /// A request showed proofs for a conversation. They are not the connection's: nobody would
    /// check later whether they still hold.
    void show(ConversationId conversation, EndUser proven) {
        if (!proven.equals(who)) {
            shown.put(conversation, proven);
        }
    }

    void forget(ConversationId conversation) {
        shown.remove(conversation);
    }

    boolean reachedBy(ClientLine other) {
        return line.equals(other);
    }

    @Override
    public ConnectionFeeds feeds() {
        return feeds;
    }

    @Override
    public Offered push(Message message, boolean redelivered) {
        return line.push(message, redelivered);
    }

    @Override
    public OptionalLong readableAfter(ConversationId conversation) {
        return shared.readableAfter(this, conversation);
    }

    @Override
    public void beganAnew() {
        shared.keepSoon(this);
    }

    void tell(ClientEvent event) {
        line.tell(event);
    }

    void replaced() {
        line.replaced();
    }

    void tooSlow() {
        line.tooSlow();
    }
}
