package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.handoff.Handoffs.Changed;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.figures.CountedStep;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.Handoff.Over;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Performs the steps of handoffs; handoffs change in no other way. A step is the store's
/// compare-and-set, then the cache and the notices, then the record in the conversation and the one
/// for figures, then the consequences of an end. All of it runs under the conversation's lock,
/// under which its messages are journaled as well. So no message falls between two owners, and none
/// is written under a lease that is over.
///
/// Everything after the compare-and-set may fail. What is missing can be told from the stored
/// state. It is repeated before the next step, by [#complete] and after a start, and a repeat has
/// no further effect.
public final class HandoffSteps {

    private static final Logger LOG = LoggerFactory.getLogger(HandoffSteps.class);

    private final HandoffCache cache;
    private final Handoffs store;
    private final HandoffRecord record;
    private final CountedSteps counted;
    private final ConsoleDeliveries deliveries;
    private final ConversationLocks locks;
    private final RelayTelemetry telemetry;
    private final List<HandoffListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Handoff>> storedListeners = new CopyOnWriteArrayList<>();

    HandoffSteps(
            HandoffCache cache,
            Handoffs store,
            HandoffRecord record,
            CountedSteps counted,
            ConsoleDeliveries deliveries,
            ConversationLocks locks,
            RelayTelemetry telemetry) {
        this.cache = cache;
        this.store = store;
        this.record = record;
        this.counted = counted;
        this.deliveries = deliveries;
        this.locks = locks;
        this.telemetry = telemetry;
    }

    /// Registers a listener of each step.
    public void whenStepped(HandoffListener listener) {
        listeners.add(listener);
    }

    /// Registers a listener for each stored step; it may be called more than once for a step.
    /// Listeners hand work to other threads.
    public void whenStored(Consumer<Handoff> listener) {
        storedListeners.add(listener);
    }

    /// Performs a step. The caller holds the conversation's lock.
    ///
    /// @param before the current handoff, or null
    /// @param expected its version
    /// @return the `seq` of its record, 0 if it has none; empty if another step was faster and has
    ///   changed the handoff
    Optional<Long> take(@Nullable Handoff before, long expected, Handoff next) {
        return stand(before, expected, next) ? Optional.of(finish(next)) : Optional.empty();
    }

    public Optional<Long> take(Live before, Handoff next) {
        return take(before, before.version(), next);
    }

    /// Like [#take], but without the record, which the caller makes with [#finish] under the same
    /// lock.
    boolean stand(@Nullable Handoff before, long expected, Handoff next) {
        assert locks.held(next.conversation());
        if (before != null) {
            complete(before.conversation());
        }
        if (change(expected, next) instanceof Changed.Overtaken(var there)) {
            LOG.info("Handoff {} was overtaken", next.id());
            if (there != null) {
                adopt(before, there);
            } else if (before instanceof Live live) {
                forget(live);
            }
            return false;
        }
        adopt(before, next);
        tell(next);
        return true;
    }

    /// A step that was stored without an answer is found by the next one. Nobody may take a next
    /// one of a handoff that is not known here.
    private Changed change(long expected, Handoff next) {
        try {
            return store.change(expected, next);
        } catch (StoreUnavailableException e) {
            if (cache.known(next.conversation()) == null) {
                cache.doubt(next.conversation());
            }
            throw e;
        }
    }

    /// The conversation was removed, and this handoff with it.
    private void forget(Live live) {
        cache.remove(live);
        stepped(live, live.abandon(live.step().at()));
    }

    private void tell(Handoff next) {
        telemetry.stepped(next.step().kind());
        if (next.step().kind().recorded()) {
            LOG.info(
                    "Handoff {}: {}, now {}, version {}",
                    next.id(),
                    next.step().kind(),
                    HandoffRecord.state(next),
                    next.version());
        }
    }

    /// Takes over the stored state.
    void adopt(@Nullable Handoff before, Handoff now) {
        cache.put(now);
        cache.unrecorded(now.conversation());
        stepped(before, now);
    }

    private void stepped(@Nullable Handoff before, Handoff now) {
        listeners.forEach(listener -> listener.stepped(before, now));
    }

    /// @return the `seq` of its record, or 0
    long finish(Handoff now) {
        try {
            return recorded(now);
        } finally {
            storedListeners.forEach(listener -> listener.accept(now));
        }
    }

    private long recorded(Handoff now) {
        long seq = record.record(now);
        CountedStep step = CountedStep.of(now);
        if (step != null) {
            counted.keep(step);
        }
        switch (now) {
            case Leased leased -> listeners.forEach(listener -> listener.begin(leased));
            case Over over -> {
                deliveries.giveUpRest(over.conversation());
                store.finish(over);
                cache.remove(over);
            }
            case Handoff.Queued _ -> {}
        }
        cache.recorded(now.conversation());
        return seq;
    }

    /// Repeats what may be missing of the last step. The caller holds the conversation's lock.
    public void complete(ConversationId conversation) {
        assert locks.held(conversation);
        if (cache.isDoubtful(conversation)) {
            store.open(conversation)
                    .ifPresentOrElse(
                            begun -> adopt(null, begun), () -> cache.beganNone(conversation));
        }
        Handoff there = cache.find(conversation);
        if (there != null && cache.isUnrecorded(conversation)) {
            finish(there);
        }
    }

    /// Completes all steps.
    public void completeAll() {
        for (ConversationId conversation : cache.allUnrecorded()) {
            locks.withLock(conversation, () -> complete(conversation));
        }
    }
}
