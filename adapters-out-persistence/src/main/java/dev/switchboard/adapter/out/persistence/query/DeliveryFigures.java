package dev.switchboard.adapter.out.persistence.query;

import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.delivery.Statistics;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Computes figures on a target's deliveries from counts that the store grouped by state, retries
/// and whole milliseconds of the last call: only few rows are read, however many deliveries there
/// are.
public record DeliveryFigures(List<Row> rows) {

    private static final Set<State> TAKEN = EnumSet.of(State.DELIVERED, State.ANSWERED);

    public DeliveryFigures {
        rows = List.copyOf(rows);
    }

    /// @param millis the duration of the last call; null if the target was never called
    public record Row(State state, boolean retried, @Nullable Long millis, long count) {}

    public Statistics statistics() {
        return new Statistics(
                count(_ -> true),
                count(row -> TAKEN.contains(row.state())),
                count(row -> row.state() == State.ANSWERED),
                count(Row::retried),
                count(row -> row.state() == State.PARKED),
                count(row -> row.state() == State.PENDING),
                percentile(50),
                percentile(95));
    }

    private long count(Predicate<Row> which) {
        return rows.stream().filter(which).mapToLong(Row::count).sum();
    }

    /// The smallest duration that is not exceeded by the given percentage of calls.
    private @Nullable Duration percentile(int percent) {
        TreeMap<Long, Long> durations = new TreeMap<>();
        for (Row row : rows) {
            if (TAKEN.contains(row.state()) && row.millis() != null) {
                durations.merge(row.millis(), row.count(), Long::sum);
            }
        }
        long all = durations.values().stream().mapToLong(Long::longValue).sum();
        long below = 0;
        for (var duration : durations.entrySet()) {
            below += duration.getValue();
            if (below * 100 >= all * percent) {
                return Duration.ofMillis(duration.getKey());
            }
        }
        return null;
    }
}
