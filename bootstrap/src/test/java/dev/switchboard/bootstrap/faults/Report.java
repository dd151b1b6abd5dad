package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.faults.History.Arrival;
import dev.switchboard.bootstrap.faults.History.Fault;
import dev.switchboard.bootstrap.faults.History.Offered;
import dev.switchboard.bootstrap.faults.History.Outcome;
import dev.switchboard.bootstrap.faults.History.Way;
import dev.switchboard.bootstrap.faults.HistoryCheck.Breach;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One row about one run.
///
/// @param surprises answers of the hub that no fault explains
/// @param recoveries from each fault to the first delivery after it, shortest first; a fault that
///   was followed by another before any delivery has none
/// @param longestWait of a sender, from its first try to its acknowledgement
/// @param longestRefusal of a sender: from the first try that a hub refused, or did not answer, to
///   the next one that was acknowledged, of any of its messages
/// @param rate acknowledged messages and answers in a second
record Report(
        String cell,
        HistoryCheck check,
        int faults,
        List<Duration> recoveries,
        Duration longestWait,
        Duration longestRefusal,
        double rate,
        List<String> surprises) {

    private static final String HEAD =
            "| cell | seed | sent | acked | unknown | delivered | lost | duplicates | out of order"
                    + " | gaps | altered | repeats in window | faults | recovered, median | slowest"
                    + " | longest without an acknowledgement | refused for | acked a second |";
    private static final int COMPLAINTS_SHOWN = 5;

    static Report of(String cell, History history, List<String> surprises) {
        return new Report(
                cell,
                HistoryChecker.check(history),
                history.faults().size(),
                recoveries(history),
                longestWait(history),
                longestRefusal(history),
                rate(history),
                surprises);
    }

    private static Stream<Offered> acked(History history) {
        return history.offered().stream().filter(it -> it.outcome() == Outcome.ACKED);
    }

    private static Duration longestWait(History history) {
        return Duration.ofNanos(
                acked(history).mapToLong(it -> it.endedAt() - it.sentAt()).max().orElse(0));
    }

    private static Duration longestRefusal(History history) {
        return history.offered().stream()
                .filter(it -> it.lane().way() == Way.OUT)
                .collect(Collectors.groupingBy(Offered::lane))
                .values()
                .stream()
                .map(Report::longestRefusal)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// A sender may accept that it does not know what became of a message, and send the next one.
    /// The wait for a channel's answer is no refusal.
    private static Duration longestRefusal(List<Offered> lane) {
        long longest = 0;
        OptionalLong since = OptionalLong.empty();
        for (Offered each :
                lane.stream().sorted(Comparator.comparingLong(Offered::endedAt)).toList()) {
            boolean accepted = each.outcome() == Outcome.ACKED;
            long until = accepted ? each.triedAt() : each.endedAt();
            since = since.isPresent() ? since : each.refusedAt();
            longest = Math.max(longest, until - since.orElse(until));
            since = accepted ? OptionalLong.empty() : since;
        }
        return Duration.ofNanos(longest);
    }

    private static double rate(History history) {
        LongSummaryStatistics ends = acked(history).mapToLong(Offered::endedAt).summaryStatistics();
        return ends.getCount() < 2 ? 0 : ends.getCount() * 1e9 / (ends.getMax() - ends.getMin());
    }

    private static List<Duration> recoveries(History history) {
        long[] arrivals = history.arrivals().stream().mapToLong(Arrival::at).sorted().toArray();
        List<Fault> faults =
                history.faults().stream().sorted(Comparator.comparingLong(Fault::from)).toList();
        return faults.stream()
                .map(fault -> recovery(fault, faults, arrivals))
                .flatMapToLong(OptionalLong::stream)
                .sorted()
                .mapToObj(Duration::ofNanos)
                .toList();
    }

    private static OptionalLong recovery(Fault fault, List<Fault> faults, long[] arrivals) {
        int next = faults.indexOf(fault) + 1;
        long end = next < faults.size() ? faults.get(next).from() : Long.MAX_VALUE;
        for (long arrival : arrivals) {
            if (arrival > fault.to()) {
                return arrival < end ? OptionalLong.of(arrival - fault.to()) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    void assertFlawless() {
        assertThat(surprises).isEmpty();
        assertThat(check.clean()).as(check.toString()).isTrue();
        assertThat(check.acked()).isPositive();
    }

    /// No sender was refused for longer than this, however often it tried again. Whatever keeps the
    /// machine busy beside this run makes it longer.
    void assertRefusedForAtMost(Duration most) {
        assertThat(longestRefusal).isLessThanOrEqualTo(most);
    }

    /// Shows the row, and the first complaints if there are any.
    void print() {
        System.out.println();
        System.out.printf(
                "Java %s, %d processors; controls: SabotagedHubFaultsIT, MongoStormFaultsIT,"
                        + " HistoryCheckerTest%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        System.out.println(HEAD);
        System.out.println(row());
        check.complaints().values().stream()
                .flatMap(each -> each.stream().limit(COMPLAINTS_SHOWN))
                .forEach(System.out::println);
    }

    private String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %s | %s | %s | %s | %.0f |",
                cell,
                Chance.SEED,
                check.sent(),
                check.acked(),
                check.unknown(),
                check.delivered(),
                check.count(Breach.LOST),
                check.count(Breach.DUPLICATE),
                check.count(Breach.OUT_OF_ORDER),
                check.count(Breach.GAP),
                check.count(Breach.ALTERED),
                check.repeats(),
                faults,
                recoveries.isEmpty() ? "-" : millis(recoveries.get(recoveries.size() / 2)),
                recoveries.isEmpty() ? "-" : millis(recoveries.getLast()),
                millis(longestWait),
                millis(longestRefusal),
                rate);
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
