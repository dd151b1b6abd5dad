package dev.switchboard.application.port.in.cluster;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports the hubs that share this hub's store, and which of them owns what, as this hub saw it at
/// its last look. Reads nothing and never throws, so it answers on a standby and while the store is
/// away.
public interface WatchCluster {

    Cluster cluster();

    /// @param self this hub's id; null on a store that no other hub can use, and before the hub is
    ///   registered
    /// @param since when this hub's state began
    /// @param hubs this hub first; empty on a store that no other hub can use
    /// @param doubts what an operator should look at; empty if all is well
    record Cluster(
            @Nullable String self,
            State state,
            Instant since,
            List<Member> hubs,
            Table table,
            List<Doubt> doubts) {

        /// The name of this hub; null on a store that no other hub can use.
        public @Nullable String name() {
            return hubs.stream()
                    .filter(member -> member.id().equals(self))
                    .map(Member::name)
                    .findFirst()
                    .orElse(null);
        }
    }

    enum State {
        /// It owns partitions and may work on them.
        SERVING,
        /// It owns partitions, but its beats fail: it accepts nothing until one succeeds.
        PAUSED,
        /// It owns nothing.
        STANDING_BY,
        /// No other hub can use its store.
        ALONE
    }

    /// @param address where it listens
    /// @param protocol the number of the rules between hubs that it follows
    /// @param beatAt when its last beat was seen, by this hub's clock; null for this hub itself
    ///   while its beats fail
    /// @param dead whether it was declared dead
    /// @param partitions how many the table gives it
    /// @param peerAddress where other hubs call it; null if it shares with nobody
    record Member(
            String id,
            String name,
            String address,
            String version,
            int protocol,
            @Nullable Instant beatAt,
            boolean dead,
            int partitions,
            @Nullable String peerAddress) {}

    /// @param version rises with each change of an owner; 0 on a store that no other hub can use
    /// @param partitions all of them
    /// @param own those of this hub
    /// @param free those that no living hub owns
    record Table(long version, int partitions, int own, int free) {}

    /// @param hub the id of the hub that it is about; null if it is about the table
    record Doubt(Reason reason, @Nullable String hub) {}

    enum Reason {
        /// The beats of this hub fail.
        BEATS_FAIL,
        /// The number of a hub that is not dead stands still.
        SILENT,
        /// Two living hubs say that they listen, or that others call them, at one address.
        SAME_ADDRESS,
        /// A hub has no rules in common with this one.
        OTHER_PROTOCOL,
        /// Calls of that hub are encrypted and those of this one are not, or the other way round.
        OTHER_TLS,
        /// No living hub owns some partitions.
        FREE_PARTITIONS,
        /// The store has later epochs than the table.
        LATER_EPOCHS
    }
}
