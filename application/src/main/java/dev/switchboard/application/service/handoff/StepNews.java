package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.HearSteps;
import dev.switchboard.application.port.in.handoff.HearSteps.Stepped;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the desks at other hubs of the steps of this hub, without waiting for them: a step is
/// taken under the lock of a conversation. A desk that was not told compares its handoffs with the
/// store.
public final class StepNews {

    private static final Logger LOG = LoggerFactory.getLogger(StepNews.class);

    private final HearSteps desks;
    private final PartitionOwnership ownership;
    private final Later later;

    /// @param desks of all tenants, at whichever hub they are
    public StepNews(HearSteps desks, PartitionOwnership ownership, Later later) {
        this.desks = desks;
        this.ownership = ownership;
        this.later = later;
    }

    /// Follows a step of a handoff.
    public void stepped(Handoff now) {
        TenantId tenant = now.details().tenant();
        if (!ownership.held().contains(tenant)) {
            Stepped step = new Stepped(tenant, now.conversation(), now.version());
            later.now(() -> tell(step));
        }
    }

    private void tell(Stepped step) {
        try {
            desks.stepped(step);
        } catch (StoreUnavailableException e) {
            LOG.debug("A desk will see a step later: {}", e.getMessage());
        }
    }
}
