package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Over;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Handoffs that live as long as their test.
public final class InMemoryHandoffs implements Handoffs {
    private final Map<ConversationId, Handoff> all =
            new TreeMap<>(Comparator.comparing(ConversationId::value));
    private final Set<ConversationId> open = new HashSet<>();
    private final Outage outage;
    private final Map<ConversationId, Runnable> afterwards = new HashMap<>();
    private int calls;
    private boolean losesReply;
    private boolean losesStep;

    public InMemoryHandoffs() {
        this(new Outage());
    }

    public InMemoryHandoffs(Outage outage) {
        this.outage = outage;
    }

    /// How many calls it has had.
    public synchronized int calls() {
        return calls;
    }

    private void called() {
        calls++;
        outage.check();
    }

    @Override
    public synchronized Optional<Handoff> find(ConversationId conversation) {
        called();
        Optional<Handoff> found = Optional.ofNullable(all.get(conversation));
        Optional.ofNullable(afterwards.remove(conversation)).ifPresent(Runnable::run);
        return found;
    }

    @Override
    public synchronized Optional<Handoff> open(ConversationId conversation) {
        called();
        return Optional.ofNullable(all.get(conversation)).filter(_ -> open.contains(conversation));
    }

    /// Runs an action once, when this conversation's handoff has been read and its reader does not
    /// have it yet.
    public synchronized void afterFinding(ConversationId conversation, Runnable action) {
        afterwards.put(conversation, action);
    }

    @Override
    public synchronized Changed change(long expected, Handoff next) {
        called();
        if (losesStep) {
            losesStep = false;
            throw outage.unavailable();
        }
        Handoff there = all.get(next.conversation());
        if (there != null && there.isSameStepAs(next)) {
            return new Changed.Done();
        }
        if ((there == null ? 0 : there.version()) != expected) {
            return new Changed.Overtaken(there);
        }
        all.put(next.conversation(), next);
        open.add(next.conversation());
        if (losesReply) {
            losesReply = false;
            throw outage.unavailable();
        }
        return new Changed.Done();
    }

    /// The next step is not stored.
    public synchronized void loseTheNextStep() {
        losesStep = true;
    }

    /// The next step is stored, and its caller does not hear of it.
    public synchronized void loseTheNextReply() {
        losesReply = true;
    }

    @Override
    public synchronized void keep(List<Leased> renewed) {
        called();
        renewed.forEach(one ->
                all.computeIfPresent(
                        one.conversation(), (_, there) -> there.isSameStepAs(one) ? one : there));
    }

    @Override
    public synchronized List<Handoff> open(@Nullable ConversationId after, int limit) {
        called();
        return all.values().stream()
                .filter(handoff -> open.contains(handoff.conversation()))
                .filter(handoff ->
                        after == null
                                || handoff.conversation().value().compareTo(after.value()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void finish(Over over) {
        called();
        Handoff there = all.get(over.conversation());
        if (there != null && there.isSameStepAs(over)) {
            open.remove(over.conversation());
        }
    }

    @Override
    public synchronized boolean erase(ConversationId conversation) {
        called();
        Handoff there = all.get(conversation);
        if (open.contains(conversation)) {
            return false;
        }
        if (there instanceof Over over) {
            all.put(conversation, over.erased());
        }
        return true;
    }
}
