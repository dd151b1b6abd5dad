package dev.switchboard.application.port.in.health;

import java.time.Instant;
import java.util.List;

/// How the hub and what it depends on are. Never throws.
public interface WatchHealth {

    /// How the store is. Looks at most once a second, however many ask, and takes up to 2 s.
    Part store();

    /// Every part: the store, the bot's token, the desks, and each target that was called since the
    /// start, those that are away first.
    List<Part> parts();

    /// @param name `store`, `bot`, or a target such as `desk:pega/main`
    /// @param since when it became so, as far as this node knows
    /// @param detail the cause if it is not well, else what is worth knowing; for admins, without
    ///   secrets, addresses and bodies
    record Part(String name, State state, Instant since, String detail) {}

    /// Which program this is.
    ///
    /// @param version of the release
    /// @param commit what it was built from
    record Build(String version, String commit) {

        @Override
        public String toString() {
            return version + " (" + commit + ")";
        }
    }

    enum State {
        UP,
        /// The hub works on, and what goes there waits.
        DEGRADED,
        /// The hub accepts nothing.
        DOWN,
        /// Nobody configured it.
        OFF
    }
}
