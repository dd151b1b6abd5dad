package dev.switchboard.application.service.figures;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.switchboard.application.port.in.figures.ReadFigures;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.figures.CountedSteps.Whose;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.domain.figures.CountedStep;
import dev.switchboard.domain.figures.FigureTally;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Counts kept steps, page by page, the latest first. A tenant has at most two queries under way at
/// each hub, and each ends at a limit, so that no tenant's queries spend the hub.
final class FigureReader implements ReadFigures {

    private static final int AT_ONCE = 1000;
    private static final int MOST_QUESTIONS = 2;

    /// Far more than one agent does in a day.
    private static final int MOST_OF_ONE = 10_000;

    private static final Comparator<Line> ORDER =
            comparing(Line::at, nullsFirst(naturalOrder())).thenComparing(Line::name);

    private final CountedSteps steps;
    private final Goals goals;
    private final Clock clock;
    private final Clock steady;
    private final Limits limits;
    private final ConcurrentMap<TenantId, Integer> underWay = new ConcurrentHashMap<>();

    FigureReader(CountedSteps steps, Goals goals, Clock clock, Clock steady, Limits limits) {
        this.steps = steps;
        this.goals = goals;
        this.clock = clock;
        this.steady = steady;
        this.limits = limits;
    }

    /// The limits of one query.
    ///
    /// @param steps that are read
    /// @param lines that are answered
    /// @param time that it takes
    record Limits(int steps, int lines, Duration time) {}

    @Override
    public Counted queues(TenantId tenant, FigureQuery query) {
        Map<QueueId, QueueGoals> known = new HashMap<>();
        return inTurn(
                tenant,
                query,
                (step, reading) -> {
                    for (QueueId queue : step.queues()) {
                        if (isWanted(query.queue(), queue)) {
                            QueueGoals goal =
                                    known.computeIfAbsent(queue, it -> goals.of(tenant, it));
                            reading.tally(step, queue.value())
                                    .count(step, queue, goal.answerWithin());
                        }
                    }
                });
    }

    @Override
    public Counted agents(TenantId tenant, FigureQuery query) {
        return inTurn(
                tenant,
                query,
                (step, reading) -> {
                    if (isWanted(query.queue(), step.queue())) {
                        count(step, query.agent(), reading);
                    }
                });
    }

    private static void count(CountedStep step, @Nullable AgentId whom, Reading reading) {
        for (AgentId agent : step.agents()) {
            if (isWanted(whom, agent)) {
                reading.tally(step, agent.value()).count(step, agent);
            }
        }
    }

    private static <T> boolean isWanted(@Nullable T wanted, @Nullable T there) {
        return wanted == null || wanted.equals(there);
    }

    @Override
    public Mine mine(Agent agent, @Nullable LocalDate day, ZoneId zone) {
        LocalDate date = day == null ? LocalDate.ofInstant(clock.instant(), zone) : day;
        Instant from = date.atStartOfDay(zone).toInstant();
        Instant to = date.plusDays(1).atStartOfDay(zone).toInstant();
        FigureQuery query = new FigureQuery(from, to, null, zone, null, agent.id());
        Counted counted =
                new Reading(query, new Limits(MOST_OF_ONE, 1, limits.time()))
                        .of(
                                new Whose(agent.tenant(), agent.id()),
                                (step, reading) -> count(step, agent.id(), reading));
        return new Mine(
                from,
                to,
                switch (counted) {
                    case Counted.Done(var lines) ->
                            lines.isEmpty() ? Figures.NONE : lines.getFirst().figures();
                    case Counted.Refused _ -> null;
                });
    }

    private Counted inTurn(
            TenantId tenant, FigureQuery query, BiConsumer<CountedStep, Reading> counting) {
        int others = underWay.merge(tenant, 1, Integer::sum) - 1;
        try {
            return others < MOST_QUESTIONS
                    ? new Reading(query, limits).of(new Whose(tenant, query.agent()), counting)
                    : Counted.Refused.BUSY;
        } finally {
            underWay.computeIfPresent(tenant, (_, all) -> all == 1 ? null : all - 1);
        }
    }

    /// The reading of one query's steps.
    private final class Reading {

        private final FigureQuery query;
        private final Limits most;
        private final Map<Group, FigureTally> groups = new HashMap<>();

        Reading(FigureQuery query, Limits most) {
            this.query = query;
            this.most = most;
        }

        private record Group(@Nullable Instant at, String name) {}

        FigureTally tally(CountedStep step, String name) {
            return groups.computeIfAbsent(
                    new Group(begin(step.at()), name), _ -> new FigureTally());
        }

        /// The hour or day of a moment.
        private @Nullable Instant begin(Instant at) {
            if (query.by() == null) {
                return null;
            }
            ZonedDateTime there = at.atZone(query.zone());
            return switch (query.by()) {
                case HOUR -> there.truncatedTo(ChronoUnit.HOURS).toInstant();
                case DAY -> there.toLocalDate().atStartOfDay(query.zone()).toInstant();
            };
        }

        Counted of(Whose whose, BiConsumer<CountedStep, Reading> counting) {
            Instant end = steady.instant().plus(most.time());
            int read = 0;
            List<CountedStep> page = steps.latest(whose, query.to(), null, AT_ONCE);
            while (!page.isEmpty()) {
                for (CountedStep step : page) {
                    if (step.at().isBefore(query.from())) {
                        return done();
                    }
                    counting.accept(step, this);
                }
                read += page.size();
                if (read > most.steps()
                        || groups.size() > most.lines()
                        || steady.instant().isAfter(end)) {
                    return Counted.Refused.TOO_MUCH;
                }
                page = steps.latest(whose, query.to(), page.getLast(), AT_ONCE);
            }
            return done();
        }

        private Counted done() {
            return new Counted.Done(
                    groups.entrySet().stream()
                            .map(each ->
                                    new Line(
                                            each.getKey().at(),
                                            each.getKey().name(),
                                            each.getValue().sum()))
                            .sorted(ORDER)
                            .toList());
        }
    }
}
