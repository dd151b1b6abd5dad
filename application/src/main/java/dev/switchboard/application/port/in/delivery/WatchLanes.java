package dev.switchboard.application.port.in.delivery;

import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How busy the lanes of this node are, for those who measure. Cheap enough to be asked every
/// second.
public interface WatchLanes {

    Load load();

    /// The targets that are away, the longest first.
    List<Trouble> troubled();

    /// @param lanes how many lanes have work
    /// @param waiting how many of them wait for a retry, an absent target or the store
    /// @param pending about how many deliveries are pending, by target
    /// @param oldest since when the oldest delivery that a lane has at hand is owed, by kind of
    ///   target; nothing for a kind of which none has any
    /// @param sweepStalledSince since when work that no lane has in hand could not be read from the
    ///   journal; null while it can be
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

    /// @param since when it was last well
    /// @param cause what the last call came to, in words without addresses and bodies
    record Trouble(Target target, Circuit circuit, Instant since, String cause) {}
}
