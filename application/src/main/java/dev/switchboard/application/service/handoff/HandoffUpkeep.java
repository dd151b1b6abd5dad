package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Loads open handoffs after a start, completes what a crash or an unavailable store interrupted,
/// and checks regularly for offers and leases that ran out unnoticed.
final class HandoffUpkeep implements PartitionListener {

    private static final Logger LOG = LoggerFactory.getLogger(HandoffUpkeep.class);
    private static final int PAGE = 1000;

    private final LoadedPartitions loaded;
    private final HandoffCache cache;
    private final Handoffs store;
    private final HandoffSteps steps;
    private final ConversationLocks locks;
    private final HandoffOffers offers;
    private final Leases leases;
    private final List<Runnable> completions = new CopyOnWriteArrayList<>();

    HandoffUpkeep(
            LoadedPartitions loaded,
            HandoffCache cache,
            Handoffs store,
            HandoffSteps steps,
            ConversationLocks locks,
            HandoffOffers offers,
            Leases leases) {
        this.loaded = loaded;
        this.cache = cache;
        this.store = store;
        this.steps = steps;
        this.locks = locks;
        this.offers = offers;
        this.leases = leases;
    }

    /// Registers a listener that is called each time when the open handoffs of some partitions are
    /// loaded.
    void whenLoaded(Runnable listener) {
        completions.add(listener);
    }

    /// @throws StoreUnavailableException if the store does not answer in time; the next sweep goes
    ///   on
    void sweep() {
        Partitions missing = loaded.missing();
        if (!missing.isEmpty()) {
            takeUp(missing, false);
        }
        steps.completeAll();
        for (Handoff handoff : cache.all()) {
            switch (handoff) {
                case Offered offered -> offers.endIfOver(offered.conversation());
                case Leased leased -> leases.endIfOver(leased.conversation());
                case Handoff.Waiting _, Handoff.Over _ -> {}
            }
        }
    }

    @Override
    public void taken(Partitions some, boolean clean) {
        loaded.taken(some, clean);
    }

    /// Handoffs that another hub begins late are found too.
    @Override
    public void recover(Partitions some, boolean last) {
        takeUp(some, last);
        sweep();
    }

    @Override
    public void lost(Partitions some) {
        cache.lose(some);
    }

    private void takeUp(Partitions some, boolean last) {
        loaded.load(some, last, () -> takeUpAll(some));
        completions.forEach(Runnable::run);
        LOG.info("{} handoffs are live", cache.all().size());
    }

    private void takeUpAll(Partitions some) {
        @Nullable ConversationId after = null;
        List<Handoff> page;
        do {
            page = store.open(after, PAGE);
            for (Handoff found : page) {
                after = found.conversation();
                if (some.contains(after) && locks.mayTake(after) && cache.known(after) == null) {
                    locks.withLock(after, () -> takeUp(found));
                }
            }
        } while (page.size() == PAGE);
    }

    /// It may have changed since it was found.
    private void takeUp(Handoff found) {
        if (cache.known(found.conversation()) == null) {
            store.find(found.conversation()).ifPresent(now -> steps.adopt(null, timed(now)));
        }
    }

    /// Another hub's clock set the stored times: a lease gets its full duration, and an offer ends
    /// no later than one that is made now.
    private Handoff timed(Handoff found) {
        return switch (found) {
            case Leased leased -> leased.with(leased.lease().renewedUntil(leases.expiry()));
            case Offered offered -> offered.noLaterThan(offers.deadline());
            case Handoff.Waiting _, Handoff.Over _ -> found;
        };
    }
}
