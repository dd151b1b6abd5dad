package dev.switchboard.application.port.in.delivery;

import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How busy the lanes of this node are, for those who measure. Cheap enough to be asked every
/// second.
public interface WatchLanes {

    Load load();

    /// @param lanes how many lanes have work
    /// @param waiting how many of them wait for a retry, an absent target or the store
    /// @param pending about how many deliveries are pending, by target
    /// @param oldest since when the oldest delivery that a lane has at hand is owed; null if none
    ///   has
    record Load(int lanes, int waiting, Map<Target, Long> pending, @Nullable Instant oldest) {
        public Load {
            pending = Map.copyOf(pending);
        }
    }
}
