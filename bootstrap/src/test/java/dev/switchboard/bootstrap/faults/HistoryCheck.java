package dev.switchboard.bootstrap.faults;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The result of checking a history.
///
/// @param repeats further arrivals of one delivery within the declared window: at most one for each
///   lane and fault
/// @param complaints breaches by kind; each names the offender
record HistoryCheck(
        int sent,
        int acked,
        int unknown,
        int delivered,
        int repeats,
        Map<Breach, List<String>> complaints) {

    /// The kinds of breaches.
    enum Breach {
        /// Acknowledged, and then never delivered or not in the hub's own history.
        LOST,
        /// Stored twice, delivered under two ids, or repeated beyond the declared window.
        DUPLICATE,
        OUT_OF_ORDER,
        /// A `seq` that is missing or used twice.
        GAP,
        /// It was never sent, at least not in this form or not in this session.
        ALTERED
    }

    HistoryCheck {
        complaints = Map.copyOf(complaints);
    }

    static HistoryCheck of(Collection<LaneCheck> lanes, int delivered, List<String> gaps) {
        Map<Breach, List<String>> complaints = new EnumMap<>(Breach.class);
        for (Breach breach : Breach.values()) {
            complaints.put(
                    breach, lanes.stream().flatMap(lane -> lane.of(breach).stream()).toList());
        }
        complaints.put(Breach.GAP, List.copyOf(gaps));
        return new HistoryCheck(
                lanes.stream().mapToInt(LaneCheck::sent).sum(),
                lanes.stream().mapToInt(LaneCheck::acked).sum(),
                lanes.stream().mapToInt(lane -> lane.sent() - lane.acked()).sum(),
                delivered,
                lanes.stream().mapToInt(LaneCheck::repeats).sum(),
                complaints);
    }

    int count(Breach breach) {
        return complaints.getOrDefault(breach, List.of()).size();
    }

    boolean clean() {
        return Arrays.stream(Breach.values()).allMatch(breach -> count(breach) == 0);
    }

    /// The result for one lane.
    record LaneCheck(int sent, int acked, int repeats, Map<Breach, List<String>> complaints) {

        List<String> of(Breach breach) {
            return complaints.getOrDefault(breach, List.of());
        }
    }
}
