package dev.switchboard.bootstrap.faults;

import java.util.List;
import java.util.OptionalLong;

/// All outside observations of one run. Times are those of [System#nanoTime].
///
/// @param stored the hub's own history at the end
/// @param faults the faults that the hub suffered
record History(
        List<Offered> offered, List<Arrival> arrivals, List<Stored> stored, List<Fault> faults) {

    History {
        offered = List.copyOf(offered);
        arrivals = List.copyOf(arrivals);
        stored = List.copyOf(stored);
        faults = List.copyOf(faults);
    }

    /// The direction of an event.
    enum Way {
        /// From a back end to a channel.
        OUT,
        /// From a channel to the sessions server.
        BACK
    }

    /// The events of one session in one direction: they must stay in order.
    record Lane(Way way, String session) {}

    enum Outcome {
        /// The hub said 2xx.
        ACKED,
        /// The hub reported a failure, or did not answer.
        UNKNOWN
    }

    /// A message that was sent to the hub, perhaps several times under one key.
    ///
    /// @param content unique
    /// @param sentAt before the first try
    /// @param endedAt after the last one
    /// @param triedAt before the last one
    /// @param refusedAt before the first one that a hub refused, or did not answer; empty if none
    record Offered(
            Lane lane,
            String content,
            Outcome outcome,
            long sentAt,
            long endedAt,
            long triedAt,
            OptionalLong refusedAt) {

        /// It was tried once.
        Offered(Lane lane, String content, Outcome outcome, long sentAt, long endedAt) {
            this(lane, content, outcome, sentAt, endedAt, sentAt, OptionalLong.empty());
        }
    }

    /// A message that a receiver took.
    ///
    /// @param id by which the receiver would recognise a repeat
    /// @param sentSecond by the hub's clock, from its signature
    record Arrival(Lane lane, String id, String content, long at, long sentSecond) {}

    record Stored(Lane lane, long seq, String id, String content) {}

    /// @param from before the fault began
    /// @param to when no call in progress at the fault could arrive any more
    record Fault(long from, long to) {}
}
