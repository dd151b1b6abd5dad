package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds work that no lane has in hand: all of it after a start, orphans of unknown outcomes and
/// other nodes later. Reads the index of what is pending, never what is settled.
public final class Recovery {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final int PAGE = 1000;

    private final Backlog backlog;
    private final Lanes lanes;
    private final PendingCounts pending;
    private final TargetGates gates;

    public Recovery(Backlog backlog, Lanes lanes, PendingCounts pending, TargetGates gates) {
        this.backlog = backlog;
        this.lanes = lanes;
        this.pending = pending;
        this.gates = gates;
    }

    /// Hands every lane with pending deliveries to work. Lanes at work already are left alone. Does
    /// nothing while the store is away.
    public void sweep() {
        try {
            pending.refresh();
            @Nullable LaneKey last = null;
            List<LaneKey> page;
            do {
                page = backlog.lanes(last, PAGE);
                page.forEach(lanes::recover);
                last = page.isEmpty() ? last : page.getLast();
            } while (page.size() == PAGE);
            gates.resumeAll();
        } catch (StoreUnavailableException e) {
            log.warn("The sweep waits for the store: {}", e.getMessage());
        }
    }
}
