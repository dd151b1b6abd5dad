package dev.switchboard.application.port.in.delivery;

import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reports the load of this hub's lanes, for metrics. Cheap enough to call every second.
public interface WatchLanes {

    Load load();

    /// Returns the targets that are away, the longest first.
    List<TargetOutage> outages();

    /// @param lanes the number of lanes with work
    /// @param waiting the number of these that wait for a retry, an absent target or the store
    /// @param pending the approximate number of pending deliveries, by target
    /// @param oldest the time since which the oldest delivery in a lane's memory is owed, by kind
    ///   of target; without kinds that have none
    /// @param sweepStalledSince the time since which pending work that no lane holds cannot be read
    ///   from the journal; null while it can
    record Load(
            int lanes,
            int waiting,
            Map<Target, Long> pending,
            Map<Target.Kind, Instant> oldest,
            @Nullable Instant sweepStalledSince) {
        public Load {
            pending = Map.copyOf(pending);
            oldest = Map.copyOf(oldest);
        }
    }

    /// @param since the time when the target was last well
    /// @param cause the outcome of the last call, without addresses and bodies
    record TargetOutage(Target target, Circuit circuit, Instant since, String cause) {}
}
