package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Notice;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What agents have not read of what users said, in the conversations they hold. Counted as it
/// comes; after a start once from the journal.
public final class Unread {

    private final History history;
    private final Map<Agent, Map<ConversationId, NavigableSet<Long>>> unread = new HashMap<>();

    /// Rises over restarts as well, as long as fewer than a thousand changes come in a second.
    private final AtomicLong version;

    public Unread(History history, Clock clock) {
        this.history = history;
        this.version = new AtomicLong(clock.millis());
    }

    /// A handoff took a step: only what is held is counted.
    synchronized void stepped(@Nullable Handoff before, Handoff now) {
        if (before instanceof Leased leased) {
            of(leased.holder()).remove(now.conversation());
            version.incrementAndGet();
        }
        if (now instanceof Leased leased) {
            of(leased.holder()).put(now.conversation(), new TreeSet<>());
            version.incrementAndGet();
        }
    }

    private Map<ConversationId, NavigableSet<Long>> of(Agent agent) {
        return unread.computeIfAbsent(agent, _ -> new HashMap<>());
    }

    /// Counts what came behind the mark of a lease that was there before this hub started.
    void recount(Leased leased) {
        history.showAll(
                leased.conversation(),
                leased.lease().readSeq(),
                recorded -> came(leased.holder(), recorded.message()));
    }

    /// @return whether that changed anything
    synchronized boolean came(Agent holder, Message message) {
        NavigableSet<Long> seqs = of(holder).get(message.conversation());
        boolean counts =
                message.author().party() == Party.USER && seqs != null && seqs.add(message.seq());
        if (counts) {
            version.incrementAndGet();
        }
        return counts;
    }

    /// Everything up to `seq` was read.
    ///
    /// @return whether that changed anything
    synchronized boolean read(Agent holder, ConversationId conversation, long seq) {
        NavigableSet<Long> seqs = of(holder).get(conversation);
        if (seqs == null || seqs.isEmpty() || seqs.first() > seq) {
            return false;
        }
        seqs.headSet(seq, true).clear();
        version.incrementAndGet();
        return true;
    }

    synchronized Notice.Unread counts(Agent agent) {
        Map<ConversationId, Integer> counts = new HashMap<>();
        of(agent).forEach((conversation, seqs) -> counts.put(conversation, seqs.size()));
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (counts.isEmpty()) {
            unread.remove(agent);
        }
        return new Notice.Unread(total, Map.copyOf(counts), version.get());
    }
}
