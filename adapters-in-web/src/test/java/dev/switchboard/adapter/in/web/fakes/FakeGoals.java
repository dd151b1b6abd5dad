package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.handoff.KeepGoals;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The goals of two queues of all tenants.
public final class FakeGoals implements KeepGoals {

    private static final List<QueueId> QUEUES = List.of(QueueId.DEFAULT, new QueueId("sales"));

    private final Map<String, QueueGoals> all = new HashMap<>();

    public void reset() {
        all.clear();
    }

    @Override
    public List<QueueGoals> list(TenantId tenant) {
        return QUEUES.stream().flatMap(queue -> find(tenant, queue).stream()).toList();
    }

    @Override
    public Optional<QueueGoals> find(TenantId tenant, QueueId queue) {
        return QUEUES.contains(queue)
                ? Optional.of(
                        all.getOrDefault(tenant + "/" + queue, QueueGoals.none(tenant, queue)))
                : Optional.empty();
    }

    @Override
    public boolean save(QueueGoals goals) {
        boolean next =
                find(goals.tenant(), goals.queue())
                        .filter(before -> before.version() == goals.version() - 1)
                        .isPresent();
        if (next) {
            all.put(goals.tenant() + "/" + goals.queue(), goals);
        }
        return next;
    }
}
