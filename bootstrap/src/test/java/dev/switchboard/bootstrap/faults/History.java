package dev.switchboard.bootstrap.faults;

import java.util.List;

/// All that was seen from outside of one run. Times are those of [System#nanoTime].
///
/// @param stored what the hub's own history says in the end
/// @param faults what was done to the hub
record History(
        List<Offered> offered, List<Arrival> arrivals, List<Stored> stored, List<Fault> faults) {

    History {
        offered = List.copyOf(offered);
        arrivals = List.copyOf(arrivals);
        stored = List.copyOf(stored);
        faults = List.copyOf(faults);
    }

    /// Which way an event goes.
    enum Way {
        /// From a back end to a channel.
        OUT,
        /// From a channel to the sessions server.
        BACK
    }

    /// The events of one session that go one way: they must stay in order.
    record Lane(Way way, String session) {}

    enum Outcome {
        /// The hub said 2xx.
        ACKED,
        /// It said that it failed, or nothing at all.
        UNKNOWN
    }

    /// Something that was handed to the hub, perhaps several times under one key.
    ///
    /// @param content no two are equal
    /// @param sentAt before the first try
    /// @param endedAt after the last one
    record Offered(Lane lane, String content, Outcome outcome, long sentAt, long endedAt) {}

    /// Something that a receiver took.
    ///
    /// @param id what the receiver would know a repeat by
    /// @param sentSecond by the hub's clock, as its signature says
    record Arrival(Lane lane, String id, String content, long at, long sentSecond) {}

    record Stored(Lane lane, long seq, String id, String content) {}

    /// @param from before anything was done to the hub
    /// @param to when nothing of what it had under way could arrive any more
    record Fault(long from, long to) {}
}
