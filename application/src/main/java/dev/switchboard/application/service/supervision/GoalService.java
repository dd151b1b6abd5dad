package dev.switchboard.application.service.supervision;

import dev.switchboard.application.port.in.handoff.KeepGoals;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the goals of the queues of the setting.
final class GoalService implements KeepGoals {

    private final Goals goals;
    private final List<QueueId> queues;
    private final Consumer<TenantId> saved;

    /// @param saved hears whose goals are new
    GoalService(Goals goals, List<QueueId> queues, Consumer<TenantId> saved) {
        this.goals = goals;
        this.queues = List.copyOf(queues);
        this.saved = saved;
    }

    @Override
    public List<QueueGoals> list(TenantId tenant) {
        return queues.stream().map(queue -> goals.of(tenant, queue)).toList();
    }

    @Override
    public Optional<QueueGoals> find(TenantId tenant, QueueId queue) {
        return queues.contains(queue) ? Optional.of(goals.of(tenant, queue)) : Optional.empty();
    }

    @Override
    public boolean save(QueueGoals next) {
        boolean done = goals.save(next);
        if (done) {
            saved.accept(next.tenant());
        }
        return done;
    }
}
