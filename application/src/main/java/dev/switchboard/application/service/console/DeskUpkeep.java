package dev.switchboard.application.service.console;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.handoff.LoadedPartitions;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.handoff.TenantId;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the desks of tenants whose partitions this hub takes, closes those that it loses, and
/// checks regularly for what went unnoticed.
final class DeskUpkeep implements PartitionListener {

    private static final Logger LOG = LoggerFactory.getLogger(DeskUpkeep.class);

    private final LoadedPartitions loaded;
    private final PartitionOwnership ownership;
    private final DeskHandoffs handoffs;
    private final Consoles consoles;
    private final Offers offers;
    private final Absences absences;
    private final UnreadTally unread;
    private final Later later;

    /// The desks that know all handoffs of their tenants.
    private final LoadedPartitions desks;

    /// Whether unread messages may have been counted since that was told.
    private final AtomicBoolean untold = new AtomicBoolean(true);

    /// @param loaded the conversations of this hub
    DeskUpkeep(
            LoadedPartitions loaded,
            PartitionOwnership ownership,
            DeskHandoffs handoffs,
            Consoles consoles,
            Offers offers,
            Absences absences,
            UnreadTally unread,
            Later later) {
        this.loaded = loaded;
        this.desks = new LoadedPartitions(ownership);
        this.ownership = ownership;
        this.handoffs = handoffs;
        this.consoles = consoles;
        this.offers = offers;
        this.absences = absences;
        this.unread = unread;
        this.later = later;
    }

    /// @throws StoreUnavailableException if the desk of the tenant is at another hub, or does not
    ///   know all of its handoffs yet
    void require(TenantId tenant) {
        if (!handoffs.has(tenant)) {
            throw new StoreUnavailableException("Another hub has the desk");
        }
        loaded.requireAll();
        if (!desks.covers(tenant) || !consoles.count()) {
            throw new StoreUnavailableException("The desk does not know all handoffs yet");
        }
    }

    @Override
    public void taken(Partitions some, boolean clean) {
        desks.taken(some, true);
        unread.taken(some);
    }

    @Override
    public void recover(Partitions some, boolean last) {
        consoles.lookAgain(some);
        compare();
    }

    @Override
    public void lost(Partitions some) {
        desks.lost(some);
        handoffs.lose(some);
        unread.lose(some);
        consoles.lose(some);
        later.now(this::followDistant);
    }

    private void followDistant() {
        try {
            consoles.followDistant();
        } catch (StoreUnavailableException e) {
            LOG.debug("Consoles hear of other hubs' messages later: {}", e.getMessage());
        }
    }

    /// Learns what the owners of conversations did not tell, and looks for agents.
    ///
    /// @throws StoreUnavailableException if the store does not answer in time
    void compare() {
        if (!desks.missing().isEmpty()) {
            untold.set(true);
        }
        desks.load(
                ownership.held(),
                true,
                () -> {
                    handoffs.compare();
                    consoles.followDistant();
                });
        settle();
        offers.look();
    }

    /// Handoffs of this hub were loaded.
    void loaded() {
        untold.set(true);
        settle();
    }

    /// Tells once that all unread messages are counted.
    private void settle() {
        Partitions held = ownership.held();
        boolean whole = loaded.missing().isEmpty() && desks.missing().isEmpty();
        if (consoles.count() && whole && untold.compareAndSet(true, false)) {
            unread.completed(held);
        }
    }

    /// @throws StoreUnavailableException if the store does not answer in time
    void sweep() {
        compare();
        absences.look();
    }
}
