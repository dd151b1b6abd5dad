package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.handoff.Handoffs.Changed;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
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

/// Takes the steps of handoffs, the one way they change: the store's compare-and-set first, then
/// the view in memory and whoever must know, then the record in the conversation, then what its end
/// brings with it. All of it under the conversation's lock, under which its messages are journaled
/// as well: no message falls between two owners, and none is written under a lease that is over.
///
/// What comes after the compare-and-set may fail. It can be told from the state itself, is done
/// again before the next step, by [#mend] and after a start, and does nothing twice.
final class HandoffSteps {

    private static final Logger log = LoggerFactory.getLogger(HandoffSteps.class);

    private final HandoffCache cache;
    private final Handoffs store;
    private final HandoffRecord record;
    private final ConsoleDeliveries deliveries;
    private final Consoles consoles;
    private final ConversationLocks locks;
    private final RelayTelemetry telemetry;
    private final List<Consumer<Handoff>> listeners = new CopyOnWriteArrayList<>();

    HandoffSteps(
            HandoffCache cache,
            Handoffs store,
            HandoffRecord record,
            ConsoleDeliveries deliveries,
            Consoles consoles,
            ConversationLocks locks,
            RelayTelemetry telemetry) {
        this.cache = cache;
        this.store = store;
        this.record = record;
        this.deliveries = deliveries;
        this.consoles = consoles;
        this.locks = locks;
        this.telemetry = telemetry;
    }

    /// Hears of each step once it stands, perhaps more than once. Listeners hand work to others and
    /// do none themselves.
    public void listen(Consumer<Handoff> listener) {
        listeners.add(listener);
    }

    /// The caller holds the conversation's lock.
    ///
    /// @param before what is under way there, or null
    /// @param expected the version there
    /// @return the `seq` of its record, 0 if it has none; empty if somebody else was quicker: then
    ///   it has changed
    Optional<Long> take(@Nullable Handoff before, long expected, Handoff next) {
        return stand(before, expected, next) ? Optional.of(finish(next)) : Optional.empty();
    }

    Optional<Long> take(Live before, Handoff next) {
        return take(before, before.version(), next);
    }

    /// As [#take], but without the record, which the caller makes by [#finish] under the same lock.
    boolean stand(@Nullable Handoff before, long expected, Handoff next) {
        assert locks.held(next.conversation());
        if (before != null) {
            mend(before.conversation());
        }
        if (store.change(expected, next) instanceof Changed.Overtaken(var there)) {
            log.info("Handoff {} was overtaken", next.id());
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

    /// The conversation was forgotten, and this went with it.
    private void forget(Live live) {
        cache.remove(live);
        consoles.stepped(live, live.abandon(live.step().at()));
    }

    private void tell(Handoff next) {
        telemetry.stepped(next.step().kind());
        if (next.step().kind().recorded()) {
            log.info(
                    "Handoff {}: {}, now {}, version {}",
                    next.id(),
                    next.step().kind(),
                    HandoffRecord.state(next),
                    next.version());
        }
    }

    /// Makes what the store has known here.
    void adopt(@Nullable Handoff before, Handoff now) {
        cache.put(now);
        cache.unrecorded(now.conversation());
        consoles.stepped(before, now);
    }

    /// @return the `seq` of its record, or 0
    long finish(Handoff now) {
        try {
            return recorded(now);
        } finally {
            listeners.forEach(listener -> listener.accept(now));
        }
    }

    private long recorded(Handoff now) {
        long seq = record.record(now);
        switch (now) {
            case Leased leased -> consoles.begin(leased);
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

    /// Does again what may not have been done of the last step. The caller holds the conversation's
    /// lock.
    void mend(ConversationId conversation) {
        assert locks.held(conversation);
        Handoff there = cache.find(conversation);
        if (there != null && cache.isUnrecorded(conversation)) {
            finish(there);
        }
    }

    /// Does what is left of all steps.
    void mendAll() {
        for (ConversationId conversation : cache.allUnrecorded()) {
            locks.withLock(conversation, () -> mend(conversation));
        }
    }
}
