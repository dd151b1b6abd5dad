package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.HashMap;
import java.util.Map;

/// Goals of queues that live as long as their test.
public final class InMemoryGoals implements Goals {

    private final Outage outage;
    private final Map<String, QueueGoals> all = new HashMap<>();

    public InMemoryGoals() {
        this(new Outage());
    }

    public InMemoryGoals(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized QueueGoals of(TenantId tenant, QueueId queue) {
        outage.check();
        return all.getOrDefault(tenant + "/" + queue, QueueGoals.none(tenant, queue));
    }

    @Override
    public synchronized boolean save(QueueGoals goals) {
        boolean next = of(goals.tenant(), goals.queue()).version() == goals.version() - 1;
        if (next) {
            all.put(goals.tenant() + "/" + goals.queue(), goals);
        }
        return next;
    }
}
