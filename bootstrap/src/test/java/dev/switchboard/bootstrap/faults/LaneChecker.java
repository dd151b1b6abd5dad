package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.faults.History.Arrival;
import dev.switchboard.bootstrap.faults.History.Fault;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Offered;
import dev.switchboard.bootstrap.faults.History.Outcome;
import dev.switchboard.bootstrap.faults.History.Stored;
import dev.switchboard.bootstrap.faults.HistoryCheck.Breach;
import dev.switchboard.bootstrap.faults.HistoryCheck.LaneCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Checks one lane: invariants I1 to I4, I6, I7 and I9 of the reliability document.
final class LaneChecker {

    private static final Duration NEAR = Duration.ofSeconds(5);

    private final Lane lane;
    private final List<Offered> offered;
    private final List<Arrival> arrivals;
    private final List<Stored> stored;
    private final List<Fault> faults;
    private final Map<Breach, List<String>> complaints = new EnumMap<>(Breach.class);
    private int repeats;

    /// @param history of all lanes
    LaneChecker(Lane lane, History history) {
        this.lane = lane;
        this.offered = history.offered().stream().filter(it -> it.lane().equals(lane)).toList();
        this.arrivals = history.arrivals().stream().filter(it -> it.lane().equals(lane)).toList();
        this.stored = history.stored().stream().filter(it -> it.lane().equals(lane)).toList();
        this.faults =
                history.faults().stream().sorted(Comparator.comparingLong(Fault::from)).toList();
    }

    LaneCheck check() {
        findLost();
        findAltered();
        findDoubled();
        findRepeats();
        findLateArrivals();
        findOvertakenAcks();
        int acked = (int) offered.stream().filter(LaneChecker::acked).count();
        return new LaneCheck(offered.size(), acked, repeats, complaints);
    }

    private static boolean acked(Offered it) {
        return it.outcome() == Outcome.ACKED;
    }

    private void complain(Breach breach, String about) {
        complaints.computeIfAbsent(breach, _ -> new ArrayList<>()).add(lane + " " + about);
    }

    private void findLost() {
        Set<String> safe = stored.stream().map(Stored::content).collect(Collectors.toSet());
        safe.retainAll(arrivals.stream().map(Arrival::content).collect(Collectors.toSet()));
        offered.stream()
                .filter(LaneChecker::acked)
                .filter(it -> !safe.contains(it.content()))
                .forEach(it -> complain(Breach.LOST, it.content()));
    }

    private void findAltered() {
        Set<String> known = offered.stream().map(Offered::content).collect(Collectors.toSet());
        Map<String, String> contents =
                stored.stream()
                        .collect(Collectors.toMap(Stored::id, Stored::content, (one, _) -> one));
        stored.stream()
                .filter(it -> !known.contains(it.content()))
                .forEach(it -> complain(Breach.ALTERED, "stored " + it.content()));
        arrivals.stream()
                .filter(it -> !it.content().equals(contents.get(it.id())))
                .forEach(it -> complain(Breach.ALTERED, "arrived " + it.content()));
    }

    private void findDoubled() {
        Set<String> seen = new HashSet<>();
        stored.stream()
                .filter(it -> !seen.add(it.content()))
                .forEach(it -> complain(Breach.DUPLICATE, "stored twice " + it.content()));
    }

    /// A crash between a delivery and its record in the journal repeats that delivery, and no
    /// other.
    private void findRepeats() {
        Map<String, Arrival> latest = new HashMap<>();
        Set<Fault> excuses = new HashSet<>(faults);
        for (Arrival arrival : arrivals) {
            Arrival before = latest.put(arrival.id(), arrival);
            if (before == null) {
                continue;
            }
            if (excused(before, arrival, excuses)) {
                repeats++;
            } else {
                complain(Breach.DUPLICATE, "repeated " + arrival.content());
            }
        }
    }

    /// A fault between the two arrivals may explain one repeat. The earliest fault is taken,
    /// because a later one may be needed for a later repeat.
    private boolean excused(Arrival before, Arrival repeat, Set<Fault> excuses) {
        return faults.stream()
                .filter(fault -> before.at() <= fault.to() && fault.from() <= repeat.at())
                .filter(excuses::remove)
                .findFirst()
                .isPresent();
    }

    /// A peer with little processor time may record a call of a dead hub a second or more after a
    /// call of the next one. So the hub's own time counts first.
    private void findLateArrivals() {
        Map<String, Long> seqs = seqsBy(Stored::id);
        List<Arrival> asSent =
                arrivals.stream().sorted(Comparator.comparingLong(Arrival::sentSecond)).toList();
        long highest = 0;
        Optional<Arrival> first = Optional.empty();
        for (Arrival arrival : asSent) {
            long seq = seqs.getOrDefault(arrival.id(), highest);
            if (seq < highest) {
                complain(
                        Breach.OUT_OF_ORDER,
                        "arrived late %s, %d after %d: %s"
                                .formatted(
                                        arrival.content(),
                                        seq,
                                        highest,
                                        neighbours(arrival, first.orElseThrow())));
            } else {
                first = Optional.of(arrival);
            }
            highest = Math.max(highest, seq);
        }
    }

    /// The arrival that came before it too early, and those shortly before and after it, for the
    /// investigation.
    private List<String> neighbours(Arrival late, Arrival early) {
        return arrivals.stream()
                .filter(it -> it.equals(early) || Math.abs(it.at() - late.at()) < NEAR.toNanos())
                .map(it ->
                        "%s at %d ms, sent in second %d"
                                .formatted(
                                        it.content(),
                                        (it.at() - late.at()) / 1_000_000,
                                        it.sentSecond()))
                .toList();
    }

    /// A message sent after an acknowledgement must arrive after the acknowledged message.
    private void findOvertakenAcks() {
        Map<String, Long> seqs = seqsBy(Stored::content);
        for (Offered later : offered) {
            long seq = seqs.getOrDefault(later.content(), Long.MAX_VALUE);
            boolean overtakes =
                    offered.stream()
                            .filter(it -> acked(it) && it.endedAt() < later.sentAt())
                            .anyMatch(it -> seqs.getOrDefault(it.content(), 0L) > seq);
            if (overtakes) {
                complain(Breach.OUT_OF_ORDER, "stored too early " + later.content());
            }
        }
    }

    private Map<String, Long> seqsBy(Function<Stored, String> key) {
        return stored.stream().collect(Collectors.toMap(key, Stored::seq, (one, _) -> one));
    }
}
