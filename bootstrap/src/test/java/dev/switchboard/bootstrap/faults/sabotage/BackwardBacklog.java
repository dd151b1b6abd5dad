package dev.switchboard.bootstrap.faults.sabotage;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.domain.delivery.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads each page of a lane from its end.
record BackwardBacklog(Backlog backlog) implements Backlog {

    @Override
    public List<LaneKey> lanes(@Nullable LaneKey after, int limit) {
        return backlog.lanes(after, limit);
    }

    @Override
    public List<Owed> pending(LaneKey lane, int limit) {
        return backlog.pending(lane, limit).reversed();
    }

    @Override
    public Map<Target, Integer> pendingPerTarget() {
        return backlog.pendingPerTarget();
    }
}
