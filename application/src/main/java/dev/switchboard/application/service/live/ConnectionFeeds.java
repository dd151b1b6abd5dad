package dev.switchboard.application.service.live;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.PushPolicy;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The feeds of one connection, of a client or a console. They share its line and its window:
/// messages of one feed in flight take up room of the others.
public final class ConnectionFeeds {

    private final FeedReceiver reader;
    private final Feeds shared;
    private final Function<Recorded, Stream<LiveMessage>> choice;
    private final Predicate<Message> sentBefore;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentMap<ConversationId, ClientFeed> feeds = new ConcurrentHashMap<>();
    private int inFlight;
    private boolean full;
    private volatile boolean waiting;

    /// Whether nothing is pushed any more: it has ended, or its line takes nothing.
    private volatile boolean gone;

    private volatile boolean ended;

    /// @param choice selects the messages of the journal to push
    /// @param sentBefore whether a message may have been sent to this client on an earlier
    ///   connection
    ConnectionFeeds(
            FeedReceiver reader,
            Feeds shared,
            Function<Recorded, Stream<LiveMessage>> choice,
            Predicate<Message> sentBefore) {
        this.reader = reader;
        this.shared = shared;
        this.choice = choice;
        this.sentBefore = sentBefore;
    }

    /// Ends all pushes; see [ConversationFollowers#end].
    void end() {
        ended = true;
        gone = true;
        underLock(() -> feeds.values().forEach(ClientFeed::end));
    }

    public boolean ended() {
        return ended;
    }

    public boolean follows(ConversationId conversation) {
        return locked(() -> feeds.containsKey(conversation));
    }

    int bindings() {
        return locked(feeds::size);
    }

    /// Returns the client's position in each of its conversations.
    public Map<ConversationId, Long> positions() {
        return locked(() -> {
            Map<ConversationId, Long> positions = new HashMap<>();
            feeds.forEach((conversation, feed) -> positions.put(conversation, feed.position()));
            return positions;
        });
    }

    /// Whether the client may be told the outcome of a message.
    boolean mayKnow(Message message) {
        return locked(() -> {
            ClientFeed feed = feeds.get(message.conversation());
            return feed != null && feed.mayKnow(message.seq());
        });
    }

    /// Whether a message that was first pushed before `then` is not acknowledged yet.
    boolean lacksAcknowledgementSince(Instant then) {
        return locked(() ->
                feeds.values().stream().anyMatch(feed -> feed.lacksAcknowledgementSince(then)));
    }

    Set<ConversationId> conversations() {
        return locked(() -> Set.copyOf(feeds.keySet()));
    }

    /// Pushes everything after `after`: first from the journal, then live. Does nothing if the
    /// conversation is followed already. After the end, only the position is kept.
    ///
    /// @param readableAfter the `seq` up to which the client may see nothing
    void follow(ConversationId conversation, PushPolicy policy, long after, long readableAfter) {
        ClientFeed feed =
                new ClientFeed(conversation, policy, after, readableAfter, shared.memory());
        locked(() -> {
            if (gone) {
                feed.end();
            }
            return feeds.putIfAbsent(feed.conversation(), feed);
        });
        pump();
    }

    void unfollow(ConversationId conversation) {
        underLock(() -> {
            ClientFeed feed = feeds.remove(conversation);
            if (feed != null) {
                inFlight -= feed.inFlight();
                feed.end();
            }
        });
    }

    /// Adds a message that was just journaled and needs no acknowledgement.
    public void offer(Message message) {
        offer(new LiveMessage(message, null));
    }

    void offer(LiveMessage live) {
        look(live.message().conversation(), feed -> feed.offer(live));
    }

    /// Skips a message that is not for the client. Takes no lock unless a message before it is
    /// missing.
    void pass(ConversationId conversation, long seq) {
        ClientFeed feed = feeds.get(conversation);
        if (feed != null && !feed.pass(seq)) {
            found(conversation, seq);
        }
    }

    /// Records that the journal has this message, which the feed may have missed.
    public void found(Message message) {
        found(message.conversation(), message.seq());
    }

    /// Records that the journal has this `seq` and all before it.
    void found(ConversationId conversation, long seq) {
        look(conversation, feed -> feed.found(seq));
    }

    /// Returns the `seq` up to which the journal was read; 0 if the conversation is not followed.
    long readUpTo(ConversationId conversation) {
        ClientFeed feed = feeds.get(conversation);
        return feed == null ? 0 : feed.readUpTo();
    }

    OptionalLong readableAfter(ConversationId conversation) {
        return reader.readableAfter(conversation);
    }

    /// Records that the journal may have a message without an event.
    public void doubt(ConversationId conversation) {
        look(conversation, ClientFeed::doubt);
    }

    /// Tells an event about a conversation: at once, or after the next read if the feed is in
    /// doubt. Does nothing if the conversation is not followed by then.
    void tell(ConversationId conversation, Runnable event) {
        underLock(() -> {
            ClientFeed feed = feeds.get(conversation);
            if (feed != null && !feed.withholds(event)) {
                event.run();
            }
        });
    }

    private void look(ConversationId conversation, Consumer<ClientFeed> reason) {
        underLock(() -> {
            ClientFeed feed = feeds.get(conversation);
            if (feed != null) {
                reason.accept(feed);
                pump(feed);
            }
        });
    }

    public void drained() {
        locked(() -> full = false);
        pump();
    }

    /// Records that the client has this message.
    ///
    /// @return the message and the client's new position; null if it was acknowledged before
    @Nullable Acknowledged acknowledge(ConversationId conversation, long seq) {
        lock.lock();
        try {
            ClientFeed feed = feeds.get(conversation);
            Unacknowledged pushed = feed == null ? null : feed.acknowledge(seq);
            if (feed == null || pushed == null) {
                return null;
            }
            inFlight--;
            pumpAll();
            return new Acknowledged(pushed, feed.position());
        } finally {
            lock.unlock();
        }
    }

    /// @param position the `seq` up to which the client acknowledged everything
    record Acknowledged(Unacknowledged pushed, long position) {}

    /// Pushes overdue messages again.
    void ring(ClientFeed feed) {
        underLock(() -> {
            feed.alarmRang();
            if (!gone) {
                Instant now = shared.now();
                feed.due(now).forEach(pushed -> pushAgain(feed, pushed, now));
                arm(feed);
            }
        });
    }

    private void pushAgain(ClientFeed feed, Unacknowledged pushed, Instant now) {
        reader.push(pushed.live().message(), true);
        feed.pushedAgain(pushed, now);
    }

    /// Takes the result of a read of the journal.
    void took(ClientFeed feed, List<Recorded> page, long upTo, boolean more) {
        underLock(() -> {
            feed.endRead(page.stream().flatMap(choice).toList(), upTo, more);
            for (Runnable notice = feed.nextWithheld(); notice != null; ) {
                notice.run();
                notice = feed.nextWithheld();
            }
        });
        pump();
    }

    /// Takes the result of a read that found that the conversation has ended and begun anew.
    void beganAnew(ClientFeed feed, long readableAfter) {
        underLock(() -> {
            inFlight -= feed.inFlight();
            feed.restart(readableAfter);
        });
        reader.beganAnew();
        pump();
    }

    void readFailed(ClientFeed feed) {
        underLock(feed::failRead);
    }

    /// Pushes what may be pushed now.
    void pump() {
        underLock(this::pumpAll);
    }

    private void pumpAll() {
        feeds.values().forEach(this::pump);
    }

    private void pump(ClientFeed feed) {
        while (hasRoom(feed)) {
            LiveMessage live = feed.next();
            if (live == null) {
                break;
            }
            push(feed, live);
        }
        boolean room = hasRoom(feed);
        if (room && feed.mustRead()) {
            shared.read(this, feed, feed.beginRead());
        } else if (!room && !gone && shared.memory().isSpent()) {
            feed.leaveToJournal();
            pumpLater();
        }
        arm(feed);
    }

    /// While all connections together hold too much, each has one message in flight at most.
    private boolean hasRoom(ClientFeed feed) {
        boolean room = !gone && !full && inFlight < feed.policy().window();
        return room && (inFlight == 0 || !shared.memory().isSpentBeside(feed.ready()));
    }

    /// Nobody tells when there is memory again, so that is checked.
    private void pumpLater() {
        if (!waiting) {
            waiting = true;
            shared.later(() -> {
                waiting = false;
                pump();
            });
        }
    }

    private void push(ClientFeed feed, LiveMessage live) {
        switch (reader.push(live.message(), sentBefore.test(live.message()))) {
            case QUEUED -> {
                inFlight += feed.policy().confirmed() ? 1 : 0;
                feed.pushed(live, shared.now());
            }
            case FULL -> {
                full = true;
                feed.putBack(live);
            }
            case CLOSED -> {
                gone = true;
                feed.putBack(live);
            }
        }
    }

    private void arm(ClientFeed feed) {
        Instant when = gone ? null : feed.nextAlarm();
        if (when != null) {
            shared.ringAt(when, this, feed);
        }
    }

    private void underLock(Runnable operation) {
        lock.lock();
        try {
            operation.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> operation) {
        lock.lock();
        try {
            return operation.get();
        } finally {
            lock.unlock();
        }
    }
}
