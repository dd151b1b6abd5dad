package dev.switchboard.application.service.search;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.search.PieceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the index of this hub's conversations from the journal: of those that something was said
/// in, soon after; of all, after a start or a take-over, as far as it is missing. A message never
/// waits for it. While many are accepted it works for a hundredth of the time, and lags behind.
final class ConversationIndexer implements PartitionListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConversationIndexer.class);

    /// The usual time of a round; there is one a second.
    private static final Duration USUALLY = Duration.ofMillis(100);

    /// The same while messages are [many][#MANY].
    private static final Duration HARDLY = Duration.ofMillis(8);

    /// Messages since the round before.
    private static final int MANY = 500;

    /// Conversations that wait. Beyond that all are walked through instead.
    private static final int MOST = 20_000;

    private static final int PAGE = 100;

    private final MessageIndex index;
    private final Pieces pieces;
    private final Conversations conversations;
    private final Clock clock;
    private final PartitionOwnership ownership;

    /// The conversations with messages since they were indexed.
    private final Set<ConversationId> said = ConcurrentHashMap.newKeySet();

    /// The number of these conversations.
    private final AtomicInteger waiting = new AtomicInteger();

    /// Whether there were more than can wait.
    private final AtomicBoolean missed = new AtomicBoolean();

    private final LongAdder heard = new LongAdder();
    private final ReentrantLock working = new ReentrantLock();

    /// The walk through all conversations; null if there is nothing to walk through.
    private final AtomicReference<@Nullable Walk> walk = new AtomicReference<>();

    ConversationIndexer(MessageIndex index, Pieces pieces, Node node) {
        this.index = index;
        this.pieces = pieces;
        this.conversations = node.store().conversations();
        this.clock = node.steady();
        this.ownership = node.ownership();
    }

    /// @param some the partitions of the conversations that are looked at
    /// @param last the last that was looked at; null to begin
    private record Walk(Partitions some, @Nullable ConversationId last) {

        /// @return null if nothing is left
        @Nullable Walk without(Partitions others) {
            Partitions rest = some.minus(others);
            return rest.isEmpty() ? null : new Walk(rest, last);
        }
    }

    /// Follows what is said. Never blocks.
    void hear(Event event) {
        switch (event) {
            case Event.Appended(var message, _) -> note(message.conversation());
            case Event.InDoubt(var conversation) -> note(conversation);
            default -> {
                // nothing was said
            }
        }
    }

    private void note(ConversationId conversation) {
        heard.increment();
        if (waiting.get() < MOST) {
            if (said.add(conversation)) {
                waiting.incrementAndGet();
            }
        } else {
            missed.set(true);
        }
    }

    /// Looks through all conversations of partitions whose owner before may have left some undone.
    @Override
    public void recover(Partitions some, boolean last) {
        walk.updateAndGet(now -> new Walk(now == null ? some : now.some().plus(some), null));
    }

    @Override
    public void lost(Partitions some) {
        said.stream().filter(some::contains).forEach(this::forget);
        walk.updateAndGet(now -> now == null ? null : now.without(some));
    }

    /// Works for a moment, if there is something to do.
    void goOn() {
        if (!working.tryLock()) {
            return;
        }
        try {
            Duration work = heard.sumThenReset() > MANY ? HARDLY : USUALLY;
            Instant until = clock.instant().plus(work);
            if (missed.getAndSet(false)) {
                recover(ownership.held(), true);
            }
            for (ConversationId conversation : said) {
                if (clock.instant().isAfter(until)) {
                    return;
                }
                catchUpOrKeep(conversation);
            }
            while (!clock.instant().isAfter(until) && walkOn()) {
                // until the moment is over
            }
        } finally {
            working.unlock();
        }
    }

    private void catchUpOrKeep(ConversationId conversation) {
        forget(conversation);
        boolean done = false;
        try {
            catchUpIfPossible(conversation);
            done = true;
        } finally {
            if (!done) {
                note(conversation);
            }
        }
    }

    private void forget(ConversationId conversation) {
        if (said.remove(conversation)) {
            waiting.decrementAndGet();
        }
    }

    /// @return whether there is more to look at
    private boolean walkOn() {
        Walk now = walk.get();
        if (now == null) {
            return false;
        }
        List<Conversation> page = conversations.list(now.last(), PAGE);
        Map<ConversationId, Long> ours = new LinkedHashMap<>();
        page.stream()
                .filter(each -> now.some().contains(each.id()))
                .forEach(each -> ours.put(each.id(), each.lastSeq()));
        index.find(
                        ours.entrySet().stream()
                                .map(each -> PieceId.of(each.getKey(), each.getValue()))
                                .toList())
                .forEach(piece ->
                        ours.computeIfPresent(
                                piece.id().conversation(),
                                (_, last) -> piece.through() >= last ? null : last));
        ours.keySet().forEach(this::catchUpIfPossible);
        boolean more = page.size() == PAGE;
        walk.compareAndSet(now, more ? new Walk(now.some(), page.getLast().id()) : null);
        return more;
    }

    /// One that cannot be read hides no other.
    private void catchUpIfPossible(ConversationId conversation) {
        try {
            pieces.catchUp(conversation);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("A conversation cannot be searched: {}", e.getClass().getSimpleName());
        }
    }
}
