package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.live.LiveClient.Arriving;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.session.ClientSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts feeds at the right position of their conversation, reads the journal for them and sets
/// their alarms.
public final class Feeds {

    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
    private static final int PAGE = 64;
    private static final int SHORT_PAGE = 4;
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);
    private static final Duration MEMORY_PAUSE = Duration.ofSeconds(5);

    /// The time for which a client may leave a message unacknowledged while memory is needed.
    private static final Duration ACK_PATIENCE = Duration.ofSeconds(30);

    private final LiveClients clients;
    private final Ownership ownership;
    private final Sharing sharing;
    private final Node.Store store;
    private final ConversationLocks locks;
    private final Later later;
    private final Clock clock;
    private final FeedMemory memory;
    private final LiveSettings settings;
    private final KeptSessions sessions;

    Feeds(
            LiveClients clients,
            Ownership ownership,
            Sharing sharing,
            Node node,
            LiveSettings settings,
            KeptSessions sessions) {
        this.clients = clients;
        this.ownership = ownership;
        this.sharing = sharing;
        this.store = node.store();
        this.settings = settings;
        this.sessions = sessions;
        this.memory = new FeedMemory(settings.mostBytes());
        this.locks = node.locks();
        this.later = node.later();
        this.clock = node.clock();
    }

    /// Whether other hubs may own conversations that clients of this one follow.
    enum Sharing {
        ALONE,
        SHARED
    }

    int mostBindings() {
        return settings.mostBindings();
    }

    /// Returns the bytes of messages that the feeds of all connections hold.
    public long heldBytes() {
        return memory.held();
    }

    /// Ends connections whose clients acknowledge nothing, if all connections together hold too
    /// much. Otherwise such clients could hold that memory for as long as they stay connected.
    void relieve() {
        if (memory.isSpent()) {
            Instant then = now().minus(ACK_PATIENCE);
            clients.all()
                    .filter(client -> client.feeds().lacksAcknowledgementSince(then))
                    .forEach(LiveClient::tooSlow);
        }
    }

    /// Makes the feeds of a console, which get every message of each conversation that it follows.
    ///
    /// @param reader the agent whose console it is
    public ConnectionFeeds connect(AgentId reader, ConsoleLine line) {
        return new ConnectionFeeds(
                (message, _) -> line.push(message.seenBy(reader.value())),
                this,
                Feeds::everything,
                _ -> false);
    }

    LiveClient connect(Arriving arriving) {
        return new LiveClient(arriving, this);
    }

    /// Continues after `cursor` if that is a position in the conversation, else after the last
    /// message that the client acknowledged on an earlier connection; never before `readableAfter`.
    /// Nothing was acknowledged yet of a conversation that has ended and begun anew since then.
    ///
    /// @return the position after which it continues
    long resume(
            LiveClient client,
            ConversationId conversation,
            @Nullable Long cursor,
            ClientSession continued,
            long readableAfter) {
        Optional<Conversation> now = store.conversations().find(conversation);
        long last = now.map(Conversation::lastSeq).orElse(0L);
        boolean anew = now.filter(begun -> !continued.mayHave(begun.startedAt())).isPresent();
        Long acknowledged = continued.positions().get(conversation);
        Long known = anew && acknowledged != null && acknowledged > 0 ? null : acknowledged;
        Long named = position(cursor, last);
        return begin(client, conversation, named == null ? known : named, last, readableAfter);
    }

    /// Begins after `cursor` if that is a position in the conversation, else at the first message
    /// that no client has; never before `readableAfter`.
    ///
    /// @return the position after which it begins
    long begin(
            LiveClient client,
            ConversationId conversation,
            @Nullable Long cursor,
            long readableAfter) {
        long last = store.conversations().lastSeq(conversation);
        return begin(client, conversation, cursor, last, readableAfter);
    }

    private long begin(
            LiveClient client,
            ConversationId conversation,
            @Nullable Long cursor,
            long last,
            long readableAfter) {
        Long named = position(cursor, last);
        long after = named == null ? beforeFirstUntaken(conversation, last, readableAfter) : named;
        return follow(client, conversation, after, readableAfter);
    }

    private static @Nullable Long position(@Nullable Long cursor, long last) {
        return cursor != null && cursor >= 0 && cursor <= last ? cursor : null;
    }

    /// @param last the last `seq`, which was asked for before: a message that is appended between
    ///   the two reads comes after it
    private long beforeFirstUntaken(ConversationId conversation, long last, long readableAfter) {
        OptionalLong first = store.held().firstUntaken(conversation, readableAfter);
        return first.isPresent() ? first.getAsLong() - 1 : last;
    }

    /// The feed reads the journal first; live messages come after that.
    private long follow(
            LiveClient client, ConversationId conversation, long position, long readableAfter) {
        long after = Math.max(position, readableAfter);
        clients.follow(
                client,
                conversation,
                settings.policyFor(conversation.origin()),
                after,
                readableAfter);
        return after;
    }

    Instant now() {
        return clock.instant();
    }

    FeedMemory memory() {
        return memory;
    }

    /// Runs work when there may be memory again.
    void later(Runnable work) {
        later.in(MEMORY_PAUSE, work);
    }

    void ringAt(Instant when, ConnectionFeeds client, ClientFeed feed) {
        later.at(when, () -> client.ring(feed));
    }

    /// Reads what comes after `after`, on another thread.
    void read(ConnectionFeeds client, ClientFeed feed, long after) {
        later.now(() -> readNow(client, feed, after));
    }

    /// Reads under the conversation's lock, so that the feed is told of every message after the
    /// page and of none on it. A conversation of another hub has no lock here: its feed hears of
    /// messages later, some of them twice.
    private void readNow(ConnectionFeeds client, ClientFeed feed, long after) {
        try {
            if (sharing == Sharing.ALONE || locks.mayTake(feed.conversation())) {
                locks.withLock(feed.conversation(), () -> take(client, feed, after));
            } else {
                take(client, feed, after);
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("A client waits for the store: {}", e.getMessage());
            readAgainLater(client, feed);
        } catch (RuntimeException e) {
            LOG.error("Reading for a client failed and will be tried again", e);
            readAgainLater(client, feed);
        }
    }

    private void readAgainLater(ConnectionFeeds client, ClientFeed feed) {
        client.readFailed(feed);
        later.in(STORE_PAUSE, client::pump);
    }

    private void take(ConnectionFeeds client, ClientFeed feed, long after) {
        int most = memory.isSpent() ? SHORT_PAGE : PAGE;
        List<Recorded> page = store.history().messages(feed.conversation(), after, most);
        if (page.isEmpty() && feed.checksRestart() && endsBefore(after, feed.conversation())) {
            client.readableAfter(feed.conversation())
                    .ifPresent(readable -> client.beganAnew(feed, readable));
            return;
        }
        long upTo = page.isEmpty() ? after : page.getLast().message().seq();
        OptionalLong readableAfter = readableAfter(client, feed.conversation());
        if (readableAfter.isPresent()) {
            List<Recorded> readable = behind(readableAfter.getAsLong(), page);
            client.took(feed, readable, upTo, page.size() == most);
        }
    }

    /// The messages up to a position were removed with their conversation if it is shorter now.
    private boolean endsBefore(long position, ConversationId conversation) {
        return store.conversations().lastSeq(conversation) < position;
    }

    /// Keeps a client's session, on another thread. If that fails, it is kept when the client
    /// leaves.
    void keepSoon(LiveClient client) {
        later.now(() -> {
            try {
                sessions.save(client);
            } catch (StoreUnavailableException e) {
                LOG.debug("The position of a client was not stored: {}", e.getMessage());
            }
        });
    }

    /// Claims that another hub makes or ends are seen in the store alone. A claim comes before the
    /// messages that it covers, so it is looked for after they were read.
    private OptionalLong readableAfter(ConnectionFeeds client, ConversationId conversation) {
        return sharing == Sharing.ALONE ? OptionalLong.of(0) : client.readableAfter(conversation);
    }

    private static List<Recorded> behind(long seq, List<Recorded> page) {
        return page.stream().filter(recorded -> recorded.message().seq() > seq).toList();
    }

    OptionalLong readableAfter(LiveClient client, ConversationId conversation) {
        OptionalLong readable = ownership.readableAfter(conversation, client.who(conversation));
        if (readable.isEmpty()) {
            clients.stopFollowing(client, conversation);
        }
        return readable;
    }

    static Stream<LiveMessage> everything(Recorded recorded) {
        return Stream.of(new LiveMessage(recorded.message(), null));
    }

    /// Returns the messages for the conversation's user, except erased ones.
    static Stream<LiveMessage> forClients(Recorded recorded) {
        return recorded.deliveries().stream()
                .filter(_ -> !recorded.message().content().isErased())
                .filter(delivery -> delivery.target().equals(Target.LIVE_CLIENTS))
                .map(delivery -> new LiveMessage(recorded.message(), delivery));
    }
}
