package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.OfferHandoffs.Granted;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Step;

/// Gives agents leases. Its callers hold the conversation's lock.
final class LeaseGrants {

    private final HandoffSteps steps;
    private final LeaseGuard leaseGuard;
    private final Leases leases;
    private final ContextReader context;
    private final Ids ids;

    LeaseGrants(
            HandoffSteps steps,
            LeaseGuard leaseGuard,
            Leases leases,
            ContextReader context,
            Ids ids) {
        this.steps = steps;
        this.leaseGuard = leaseGuard;
        this.leases = leases;
        this.context = context;
        this.ids = ids;
    }

    /// @return refused as `CHANGED` if another step was faster
    Granted grant(Agent agent, Live live, Step step) {
        Leased leased =
                live.lease(
                        agent.id(),
                        new LeaseId("le_" + ids.objectId()),
                        context.lastSeq(live.conversation()),
                        step,
                        leases.expiry());
        return steps.take(live, leased)
                .<Granted>map(seq -> new Granted.Done(leased, seq))
                .orElse(DeskRefusal.CHANGED);
    }

    /// Repeats a result that was lost; perhaps not all of its consequences were carried out.
    Granted again(Leased leased) {
        steps.complete(leased.conversation());
        Leased renewed =
                leaseGuard.renewed(leased.conversation(), leased.lease().id(), leased.holder());
        return renewed == null
                ? DeskRefusal.GONE
                : new Granted.Done(renewed, context.lastSeq(leased.conversation()));
    }
}
