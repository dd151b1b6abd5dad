package dev.switchboard.application.port.in.health;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Reports the state of the hub and its dependencies. Never throws.
public interface WatchHealth {

    /// Returns the state of the store. Probes it at most once a second, however many callers there
    /// are, and takes up to 2 s.
    Part store();

    /// Returns every part: the store, the bot's token, the desks, and each target that was called
    /// since the start, with absent ones first.
    List<Part> parts();

    /// @param name `store`, `bot`, or a target such as `desk:pega/main`
    /// @param since the start of this state, as far as this hub knows
    /// @param detail the cause if the part is not well, else useful facts; for admins, without
    ///   secrets, addresses and bodies
    record Part(String name, State state, Instant since, String detail) {}

    /// The version of this program.
    ///
    /// @param version the release
    /// @param commit the commit it was built from
    record Build(String version, String commit) {

        @Override
        public String toString() {
            return version + " (" + commit + ")";
        }
    }

    enum State {
        UP,
        /// The hub works on; deliveries to this part wait.
        DEGRADED,
        /// The hub accepts nothing.
        DOWN,
        /// It is not configured.
        OFF;

        /// The state of the hub: that of its worst part.
        public static State worst(List<Part> parts) {
            return parts.stream()
                    .map(Part::state)
                    .filter(state -> state == DEGRADED || state == DOWN)
                    .max(Comparator.naturalOrder())
                    .orElse(UP);
        }
    }
}
