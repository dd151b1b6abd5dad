package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts the messages of users, bots and channels that agents have not read, in the conversations
/// they hold. Counts as messages arrive; after a start, and what the agent before did not read, it
/// counts once from the journal.
public final class UnreadTally {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadTally.class);

    private final History history;
    private final Map<Agent, Map<ConversationId, Unread>> unread = new HashMap<>();

    /// The conversations whose messages from before are not counted.
    private final Set<ConversationId> uncounted = ConcurrentHashMap.newKeySet();

    private final List<Consumer<Agent>> changes = new CopyOnWriteArrayList<>();
    private final List<Runnable> completions = new CopyOnWriteArrayList<>();

    /// The desks whose counts lack what came before this hub had them.
    private final AtomicReference<Partitions> unknown = new AtomicReference<>(Partitions.ALL);

    /// Rises across restarts too, as long as there are fewer than a thousand changes a second.
    private final AtomicLong version;

    /// The messages of a conversation that its agent has not read.
    private static final class Unread {

        private final NavigableSet<Long> seqs = new TreeSet<>();

        /// The lease that the desk knows of another hub's conversation tells of it later.
        private final AtomicLong read = new AtomicLong();

        /// @return whether any was new
        boolean add(Set<Long> messages) {
            return seqs.addAll(messages.stream().filter(seq -> seq > read.get()).toList());
        }

        /// @return whether any was unread
        boolean read(long upTo) {
            read.accumulateAndGet(upTo, Math::max);
            NavigableSet<Long> now = seqs.headSet(upTo, true);
            boolean less = !now.isEmpty();
            now.clear();
            return less;
        }
    }

    public UnreadTally(History history, Clock clock) {
        this.history = history;
        this.version = new AtomicLong(clock.millis());
    }

    /// Registers listeners for agents whose counts changed, and for the end of counting after a
    /// start or a take-over. Listeners hand work to other threads.
    public void listen(Consumer<Agent> changed, Runnable completed) {
        changes.add(changed);
        completions.add(completed);
    }

    /// This hub takes these desks.
    void taken(Partitions some) {
        unknown.updateAndGet(now -> now.plus(some));
    }

    /// Records that all messages are counted.
    ///
    /// @param held the desks of this hub
    void completed(Partitions held) {
        unknown.updateAndGet(now -> now.minus(held));
        completions.forEach(Runnable::run);
    }

    /// Follows a step of a handoff: only held conversations are counted.
    void stepped(@Nullable Handoff before, Handoff now) {
        if (before instanceof Leased leased) {
            lets(leased.holder(), now.conversation());
        }
        if (now instanceof Leased leased) {
            holds(leased.holder(), now.conversation());
        }
    }

    private void lets(Agent agent, ConversationId conversation) {
        synchronized (this) {
            counted(agent).remove(conversation);
            version.incrementAndGet();
        }
        tell(agent);
    }

    private void holds(Agent agent, ConversationId conversation) {
        synchronized (this) {
            counted(agent).put(conversation, new Unread());
            version.incrementAndGet();
        }
        tell(agent);
    }

    private void tell(Agent agent) {
        changes.forEach(listener -> listener.accept(agent));
    }

    private Map<ConversationId, Unread> counted(Agent agent) {
        return unread.computeIfAbsent(agent, _ -> new HashMap<>());
    }

    /// Counts what came before the desk knew of the lease; later, if the store is away.
    void countEarlier(Leased leased) {
        uncounted.add(leased.conversation());
        try {
            if (adds(leased.holder(), leased.conversation(), unseen(leased))) {
                tell(leased.holder());
            }
            uncounted.remove(leased.conversation());
        } catch (StoreUnavailableException e) {
            LOG.debug("Unread messages are counted when the store is back: {}", e.getMessage());
        }
    }

    /// Counts what could not be counted before.
    ///
    /// @param handoffs as the desk knows them
    /// @return whether everything is counted
    boolean countRest(Function<ConversationId, @Nullable Handoff> handoffs) {
        for (ConversationId conversation : Set.copyOf(uncounted)) {
            if (handoffs.apply(conversation) instanceof Leased leased) {
                countEarlier(leased);
            } else {
                uncounted.remove(conversation);
            }
        }
        return uncounted.isEmpty();
    }

    /// Whether a message is one of the other side.
    static boolean counts(Message message) {
        return switch (message.author().party()) {
            case USER, BOT, CHANNEL -> true;
            case AGENT, SYSTEM -> false;
        };
    }

    /// Returns the `seq` of each message of the other side after the read mark of a lease.
    private NavigableSet<Long> unseen(Leased leased) {
        return new Passage(leased.conversation(), leased.lease().readSeq(), Long.MAX_VALUE)
                .in(history)
                .map(Recorded::message)
                .filter(UnreadTally::counts)
                .map(Message::seq)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Forgets the counts of tenants whose desk another hub may have.
    synchronized void lose(Partitions some) {
        unread.keySet().removeIf(agent -> some.contains(agent.tenant()));
    }

    /// @return whether a count changed
    boolean came(Agent holder, Message message) {
        boolean counts =
                counts(message) && adds(holder, message.conversation(), Set.of(message.seq()));
        if (counts) {
            tell(holder);
        }
        return counts;
    }

    private synchronized boolean adds(
            Agent holder, ConversationId conversation, Set<Long> messages) {
        Unread its = counted(holder).get(conversation);
        boolean added = its != null && its.add(messages);
        if (added) {
            version.incrementAndGet();
        }
        return added;
    }

    /// Marks everything up to `seq` as read.
    ///
    /// @return whether a count changed
    boolean read(Agent holder, ConversationId conversation, long seq) {
        boolean less = drops(holder, conversation, seq);
        if (less) {
            tell(holder);
        }
        return less;
    }

    private synchronized boolean drops(Agent holder, ConversationId conversation, long seq) {
        Unread its = counted(holder).get(conversation);
        boolean less = its != null && its.read(seq);
        if (less) {
            version.incrementAndGet();
        }
        return less;
    }

    /// Returns the unread messages of each conversation that an agent holds; empty while they are
    /// unknown after a start or a take-over.
    public Optional<Map<ConversationId, Integer>> of(Agent agent) {
        return unknown.get().contains(agent.tenant())
                ? Optional.empty()
                : Optional.of(counts(agent).conversations());
    }

    synchronized ConsoleEvent.Unread counts(Agent agent) {
        Map<ConversationId, Integer> counts = new HashMap<>();
        counted(agent).forEach((conversation, its) -> counts.put(conversation, its.seqs.size()));
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (counts.isEmpty()) {
            unread.remove(agent);
        }
        return new ConsoleEvent.Unread(total, Map.copyOf(counts), version.get());
    }
}
