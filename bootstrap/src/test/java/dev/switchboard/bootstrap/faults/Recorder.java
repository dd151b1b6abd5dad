package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.faults.History.Arrival;
import dev.switchboard.bootstrap.faults.History.Fault;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Offered;
import dev.switchboard.bootstrap.faults.History.Outcome;
import dev.switchboard.bootstrap.faults.History.Stored;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// Records a history. Arrivals are kept in their order.
final class Recorder {

    private final Queue<Offered> offered = new ConcurrentLinkedQueue<>();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    void offered(Offered message) {
        offered.add(message);
    }

    /// @param sentSecond the time in the signature
    void arrived(Lane lane, String id, String content, long sentSecond) {
        arrivals.add(new Arrival(lane, id, content, System.nanoTime(), sentSecond));
    }

    void fault(long from, long to) {
        faults.add(new Fault(from, to));
    }

    /// Records an answer of the hub that no fault explains.
    void surprise(String what) {
        surprises.add(what);
    }

    List<String> surprises() {
        return List.copyOf(surprises);
    }

    long acknowledged() {
        return offered.stream().filter(it -> it.outcome() == Outcome.ACKED).count();
    }

    /// The acknowledged messages that have not arrived yet.
    List<Offered> awaited() {
        Set<String> arrived =
                arrivals.stream()
                        .map(Arrival::content)
                        .collect(Collectors.toCollection(HashSet::new));
        return offered.stream()
                .filter(it -> it.outcome() == Outcome.ACKED)
                .filter(it -> !arrived.contains(it.content()))
                .toList();
    }

    Set<String> sessions() {
        return offered.stream().map(it -> it.lane().session()).collect(Collectors.toSet());
    }

    History history(List<Stored> stored) {
        return new History(
                List.copyOf(offered), List.copyOf(arrivals), stored, List.copyOf(faults));
    }
}
