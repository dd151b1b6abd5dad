package dev.switchboard.application.service.supervision;

import dev.switchboard.application.port.in.handoff.WatchWall.QueueDay;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.figures.CountedSteps.Whose;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.domain.figures.CountedStep;
import dev.switchboard.domain.figures.FigureTally;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Counts what happened at a tenant's queues since midnight, from the steps that are kept for
/// figures. The first time it reads all steps of the day, and then only the latest; all of them
/// again when the day or a goal has changed, and now and then, because a crash may delay a step.
final class QueueDays {

    /// The greatest difference of hubs' clocks, or delay of a kept step.
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private static final Duration ANEW = Duration.ofMinutes(30);
    private static final int AT_ONCE = 1000;

    /// Far more than happens between two counts of a busy queue.
    private static final int LATEST = 100;

    private static final QueueDay NOTHING = QueueDay.of(Figures.NONE);

    private final CountedSteps steps;
    private final Goals goals;
    private final Clock clock;
    private final int most;

    /// @param most steps of a day; a day that has more is not counted
    QueueDays(CountedSteps steps, Goals goals, Clock clock, int most) {
        this.steps = steps;
        this.goals = goals;
        this.clock = clock;
        this.most = most;
    }

    Day today(TenantId tenant, ZoneId zone) {
        return new Day(tenant, zone);
    }

    /// The day in one zone. One thread at a time counts it.
    final class Day {

        private final TenantId tenant;
        private final ZoneId zone;
        private final AtomicReference<@Nullable Count> counts = new AtomicReference<>();

        /// Null if it is not known.
        private final AtomicReference<@Nullable Map<QueueId, QueueDay>> shown =
                new AtomicReference<>();

        private Day(TenantId tenant, ZoneId zone) {
            this.tenant = tenant;
            this.zone = zone;
        }

        /// Returns the last count. Never blocks.
        ///
        /// @return null if it is not known
        @Nullable QueueDay of(QueueId queue) {
            Map<QueueId, QueueDay> now = shown.get();
            return now == null ? null : now.getOrDefault(queue, NOTHING);
        }

        /// @return whether it differs from before
        /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the
        ///   store does not answer
        boolean count() {
            Instant now = clock.instant();
            Instant midnight = midnight(now, 0);
            // what a failure leaves half counted is begun anew
            Count last = counts.getAndSet(null);
            Count next =
                    last == null || last.isOld(midnight, now)
                            ? new Count(tenant, midnight, midnight(now, 1), now.plus(ANEW))
                            : last;
            boolean more = next.read(now);
            counts.set(next);
            if (!more && next == last) {
                return false;
            }
            Map<QueueId, QueueDay> sums = next.sums();
            return !Objects.equals(shown.getAndSet(sums), sums);
        }

        private Instant midnight(Instant now, int days) {
            return now.atZone(zone).toLocalDate().plusDays(days).atStartOfDay(zone).toInstant();
        }
    }

    private record Id(HandoffId handoff, long version) {

        static Id of(CountedStep step) {
            return new Id(step.handoff(), step.version());
        }
    }

    /// The progress of counting the steps of a day.
    ///
    /// @param counted so many
    /// @param sure all steps of before are counted
    /// @param latest the steps of since then that are counted
    private record Progress(int counted, Instant sure, Set<Id> latest) {

        boolean lacks(CountedStep step) {
            return !step.at().isBefore(sure) && !latest.contains(Id.of(step));
        }
    }

    private final class Count {

        private final TenantId tenant;
        private final Instant from;
        private final Instant to;
        private final Instant end;
        private final Map<QueueId, FigureTally> tallies = new HashMap<>();
        private final Map<QueueId, QueueGoals> judges = new HashMap<>();
        private final AtomicReference<Progress> progress;

        /// @param end when it is too old
        Count(TenantId tenant, Instant from, Instant to, Instant end) {
            this.tenant = tenant;
            this.from = from;
            this.to = to;
            this.end = end;
            this.progress = new AtomicReference<>(new Progress(0, from, Set.of()));
        }

        boolean isOld(Instant midnight, Instant now) {
            return !from.equals(midnight)
                    || !now.isBefore(end)
                    || judges.entrySet().stream()
                            .anyMatch(each ->
                                    !goals.of(tenant, each.getKey()).equals(each.getValue()));
        }

        /// @return whether there were new steps
        boolean read(Instant now) {
            Progress before = progress.get();
            Instant overlap = now.minus(OVERLAP);
            // a clock that was set back must not open again what is sure
            Instant sure = overlap.isAfter(before.sure()) ? overlap : before.sure();
            Set<Id> latest = new HashSet<>();
            int counted = before.counted();
            Whose all = new Whose(tenant, null);
            int size = counted == 0 ? AT_ONCE : LATEST;
            List<CountedStep> page = counted > most ? List.of() : steps.latest(all, to, null, size);
            while (!page.isEmpty() && counted <= most) {
                for (CountedStep step : page) {
                    if (!step.at().isBefore(sure)) {
                        latest.add(Id.of(step));
                    }
                    if (before.lacks(step)) {
                        counted++;
                        step.queues().forEach(queue -> tally(step, queue));
                    }
                }
                page =
                        page.getLast().at().isBefore(before.sure())
                                ? List.of()
                                : steps.latest(all, to, page.getLast(), size);
            }
            progress.set(new Progress(counted, sure, latest));
            return counted != before.counted();
        }

        private void tally(CountedStep step, QueueId queue) {
            QueueGoals judge = judges.computeIfAbsent(queue, it -> goals.of(tenant, it));
            tallies.computeIfAbsent(queue, _ -> new FigureTally())
                    .count(step, queue, judge.answerWithin());
        }

        /// @return null if it is too much
        @Nullable Map<QueueId, QueueDay> sums() {
            Map<QueueId, QueueDay> sums = new HashMap<>();
            tallies.forEach((queue, tally) -> sums.put(queue, QueueDay.of(tally.sum())));
            return progress.get().counted() > most ? null : sums;
        }
    }
}
