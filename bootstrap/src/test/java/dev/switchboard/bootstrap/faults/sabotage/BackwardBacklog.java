package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.delivery.Target;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads each page of a lane from its end.
record BackwardBacklog(Backlog backlog) implements Backlog {

    @Override
    public Optional<Target> nextTarget(@Nullable Target after) {
        return backlog.nextTarget(after);
    }

    @Override
    public Conversations conversations(Target target, @Nullable String from, int limit) {
        return backlog.conversations(target, from, limit);
    }

    @Override
    public Count count(Target target, Partitions some, @Nullable String from, int limit) {
        return backlog.count(target, some, from, limit);
    }

    @Override
    public List<Owed> pending(LaneKey lane, int limit) {
        return backlog.pending(lane, limit).reversed();
    }
}
