package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.faults.History.Arrival;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Offered;
import dev.switchboard.bootstrap.faults.History.Stored;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Checks a history against the promises: invariants I1 to I7 and I9 of the reliability document.
final class HistoryChecker {

    private HistoryChecker() {}

    static HistoryCheck check(History history) {
        Collection<Lane> lanes =
                Stream.of(
                                history.offered().stream().map(Offered::lane),
                                history.arrivals().stream().map(Arrival::lane),
                                history.stored().stream().map(Stored::lane))
                        .flatMap(each -> each)
                        .collect(Collectors.toSet());
        int delivered = (int) history.arrivals().stream().map(Arrival::id).distinct().count();
        return HistoryCheck.of(
                lanes.stream().map(lane -> new LaneChecker(lane, history).check()).toList(),
                delivered,
                gaps(history));
    }

    private static List<String> gaps(History history) {
        Map<String, List<Long>> seqs =
                history.stored().stream()
                        .collect(
                                Collectors.groupingBy(
                                        it -> it.lane().session(),
                                        TreeMap::new,
                                        Collectors.mapping(Stored::seq, Collectors.toList())));
        return seqs.entrySet().stream()
                .flatMap(entry -> gaps(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Stream<String> gaps(String session, List<Long> seqs) {
        Set<Long> once = new HashSet<>();
        Stream<String> twice =
                seqs.stream()
                        .filter(seq -> !once.add(seq))
                        .map(seq -> session + " twice " + seq)
                        .toList()
                        .stream();
        long last = new TreeSet<>(once).last();
        Stream<String> missing =
                LongStream.rangeClosed(1, last)
                        .filter(seq -> !once.contains(seq))
                        .mapToObj(seq -> session + " misses " + seq);
        return Stream.concat(twice, missing);
    }
}
