package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ends of conversations of other hubs, read from the journal once for all who follow them
/// here. Hints tell when there is something to read.
public final class JournalTails implements DistantFollowers {

    private static final Logger LOG = LoggerFactory.getLogger(JournalTails.class);
    private static final int PAGE = 64;
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private final PartitionOwnership ownership;
    private final Conversations conversations;
    private final History history;
    private final LiveEvents live;
    private final Later later;
    private final Predicate<ConversationId> wanted;
    private final List<Consumer<Message>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<ConversationId>> doubters = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<ConversationId, Tail> tails = new ConcurrentHashMap<>();

    /// @param wanted whether somebody still follows a conversation
    public JournalTails(Node node, Predicate<ConversationId> wanted) {
        this.ownership = node.ownership();
        this.conversations = node.store().conversations();
        this.history = node.store().history();
        this.live = node.live();
        this.later = node.later();
        this.wanted = wanted;
    }

    /// The end of a conversation.
    private static final class Tail {

        private final AtomicLong read;
        private final ReentrantLock turn = new ReentrantLock();
        private final AtomicBoolean due = new AtomicBoolean();

        Tail(long read) {
            this.read = new AtomicLong(read);
        }
    }

    /// Registers a listener for each message, in the order of its conversation.
    public void listen(Consumer<Message> listener) {
        listeners.add(listener);
    }

    /// Registers a listener of conversations whose owner changed: some of their messages may not
    /// have been told.
    public void listenToDoubts(Consumer<ConversationId> listener) {
        doubters.add(listener);
    }

    /// Whether the conversation is not read yet.
    public boolean isNew(ConversationId conversation) {
        return !tails.containsKey(conversation);
    }

    /// Begins to read a conversation of another hub. Does nothing if that began before.
    ///
    /// @param after the `seq` to begin after; null to begin with what comes from now on
    /// @throws StoreUnavailableException if the store does not answer in time
    public void follow(ConversationId conversation, @Nullable Long after) {
        if (!ownership.held().contains(conversation) && isNew(conversation)) {
            long from = after == null ? conversations.lastSeq(conversation) : after;
            tails.putIfAbsent(conversation, new Tail(from));
            live.follow(conversation);
            heard(conversation);
        }
    }

    /// Begins to read a conversation that was this hub's. The next owner may have appended to it
    /// before.
    ///
    /// @throws StoreUnavailableException if the store does not answer in time
    public void goOn(ConversationId conversation) {
        follow(conversation, null);
        tellDoubt(conversation);
    }

    /// The owner may have journaled something. Never blocks.
    public void heard(ConversationId conversation) {
        Tail tail = tails.get(conversation);
        if (tail != null && tail.due.compareAndSet(false, true)) {
            later.now(() -> read(conversation, tail));
        }
    }

    private void read(ConversationId conversation, Tail tail) {
        tail.turn.lock();
        try {
            tail.due.set(false);
            List<Recorded> page;
            do {
                page = history.messages(conversation, tail.read.get(), PAGE);
                page.forEach(recorded -> tell(recorded.message(), tail));
            } while (page.size() == PAGE);
        } catch (StoreUnavailableException e) {
            LOG.debug("Consoles wait for the store: {}", e.getMessage());
            later.in(STORE_PAUSE, () -> heard(conversation));
        } finally {
            tail.turn.unlock();
        }
    }

    private void tell(Message message, Tail tail) {
        listeners.forEach(listener -> listener.accept(message));
        tail.read.set(message.seq());
    }

    @Override
    public Set<ConversationId> followed() {
        tails.keySet().removeIf(wanted.negate());
        return Set.copyOf(tails.keySet());
    }

    @Override
    public long readUpTo(ConversationId conversation) {
        Tail tail = tails.get(conversation);
        return tail == null ? 0 : tail.read.get();
    }

    @Override
    public void found(ConversationId conversation, long seq) {
        heard(conversation);
    }

    /// This hub takes it, and hears of what comes: it is read for the last time.
    @Override
    public void doubt(ConversationId conversation) {
        heard(conversation);
        tails.remove(conversation);
        later.now(() -> tellDoubt(conversation));
    }

    private void tellDoubt(ConversationId conversation) {
        doubters.forEach(listener -> listener.accept(conversation));
    }
}
