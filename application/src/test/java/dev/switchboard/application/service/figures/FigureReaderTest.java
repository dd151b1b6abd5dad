package dev.switchboard.application.service.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.application.fakes.InMemoryCountedSteps;
import dev.switchboard.application.fakes.InMemoryGoals;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.figures.ReadFigures.Counted;
import dev.switchboard.application.port.in.figures.ReadFigures.Division;
import dev.switchboard.application.port.in.figures.ReadFigures.FigureQuery;
import dev.switchboard.application.port.in.figures.ReadFigures.Line;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.figures.CountedStep;
import dev.switchboard.domain.figures.CountedStep.Kind;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.figures.Figures.Count;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.HandoffSegment;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FigureReaderTest {

    private static final Instant TEN = Instant.parse("2026-05-01T10:00:00Z");
    private static final AgentId ANN = new AgentId("ann");
    private static final AgentId BEN = new AgentId("ben");
    private static final QueueId SALES = new QueueId("sales");

    private final InMemoryCountedSteps steps = new InMemoryCountedSteps();
    private final InMemoryGoals goals = new InMemoryGoals();
    private final MutableClock clock = new MutableClock();
    private int handoffs;

    private FigureReader reader(CountedSteps from, int most, int lines) {
        return new FigureReader(
                from,
                goals,
                clock,
                clock,
                new FigureReader.Limits(most, lines, Duration.ofSeconds(10)));
    }

    private FigureReader reader() {
        return reader(steps, 10_000, 100);
    }

    /// Waited for ten seconds.
    private void joined(QueueId queue, AgentId agent, Instant at) {
        handoffs++;
        steps.keep(
                new CountedStep(
                        TenantId.DEFAULT,
                        new HandoffId("ho_%024x".formatted(handoffs)),
                        2,
                        Kind.JOINED,
                        at,
                        agent,
                        new HandoffSegment(queue, null, at.minusSeconds(10)),
                        new HandoffSegment(queue, agent, at),
                        null));
    }

    private static FigureQuery query(int seconds) {
        return query(seconds, null, null, null);
    }

    private static FigureQuery query(
            int seconds, @Nullable Division by, @Nullable QueueId queue, @Nullable AgentId agent) {
        return new FigureQuery(TEN, TEN.plusSeconds(seconds), by, ZoneOffset.UTC, queue, agent);
    }

    private static List<Line> lines(Counted counted) {
        assertThat(counted).isInstanceOf(Counted.Done.class);
        return ((Counted.Done) counted).lines();
    }

    @Test
    void countsFromTheFirstMomentToBeforeTheLast() {
        joined(SALES, ANN, TEN.minusMillis(1));
        joined(SALES, ANN, TEN);
        joined(SALES, ANN, TEN.plusSeconds(59));
        joined(SALES, ANN, TEN.plusSeconds(60));

        assertThat(lines(reader().queues(TenantId.DEFAULT, query(60))))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.at()).isNull();
                    assertThat(line.name()).isEqualTo("sales");
                    assertThat(line.figures().of(Count.ANSWERED)).isEqualTo(2);
                });
        assertThat(lines(reader().queues(new TenantId("elektra"), query(60)))).isEmpty();
    }

    @Test
    void judgesByTheGoalOfEachQueue() {
        goals.save(new QueueGoals(TenantId.DEFAULT, SALES, 1, Duration.ofSeconds(10), null, null));
        joined(SALES, ANN, TEN);
        joined(QueueId.DEFAULT, ANN, TEN);

        assertThat(lines(reader().queues(TenantId.DEFAULT, query(60))))
                .extracting(Line::name, line -> line.figures().of(Count.IN_TIME))
                .containsExactly(tuple("default", 0), tuple("sales", 1));
    }

    @Test
    void dividesTimeWhereHoursAndDaysBeginThere() {
        ZoneId madrid = ZoneId.of("Europe/Madrid");
        Instant midnight = Instant.parse("2026-05-01T22:00:00Z");
        joined(SALES, ANN, midnight.minusSeconds(1));
        joined(SALES, ANN, midnight);
        FigureQuery days =
                new FigureQuery(TEN, TEN.plusSeconds(90_000), Division.DAY, madrid, null, null);
        FigureQuery hours =
                new FigureQuery(TEN, TEN.plusSeconds(90_000), Division.HOUR, madrid, null, null);

        assertThat(lines(reader().agents(TenantId.DEFAULT, days)))
                .extracting(Line::at)
                .containsExactly(midnight.minusSeconds(86_400), midnight);
        assertThat(lines(reader().agents(TenantId.DEFAULT, hours)))
                .extracting(Line::at)
                .containsExactly(midnight.minusSeconds(3600), midnight);
    }

    @Test
    void countsOneQueueOrOneAgentIfItIsAskedTo() {
        joined(SALES, ANN, TEN);
        joined(SALES, BEN, TEN);
        joined(QueueId.DEFAULT, BEN, TEN);

        assertThat(lines(reader().agents(TenantId.DEFAULT, query(60, null, SALES, null))))
                .extracting(Line::name)
                .containsExactly("ann", "ben");
        assertThat(lines(reader().agents(TenantId.DEFAULT, query(60, null, null, BEN))))
                .singleElement()
                .satisfies(line -> assertThat(line.figures().of(Count.ACCEPTED)).isEqualTo(2));
        assertThat(lines(reader().queues(TenantId.DEFAULT, query(60, null, SALES, BEN))))
                .singleElement()
                .satisfies(line -> assertThat(line.figures().of(Count.ANSWERED)).isEqualTo(1));
    }

    @Test
    void countsAllPages() {
        for (int i = 0; i < 2_500; i++) {
            joined(SALES, ANN, TEN.plusMillis(i / 7));
        }

        assertThat(lines(reader().queues(TenantId.DEFAULT, query(60))))
                .singleElement()
                .satisfies(line -> assertThat(line.figures().of(Count.ANSWERED)).isEqualTo(2_500));
    }

    @Test
    void refusesWhatIsTooMuchRatherThanTellAPartOfIt() {
        for (int i = 0; i < 5; i++) {
            joined(SALES, new AgentId("agent-" + i), TEN);
        }
        CountedSteps slow = new ForwardedSteps(steps, () -> clock.advance(Duration.ofSeconds(11)));

        assertThat(reader(steps, 4, 100).queues(TenantId.DEFAULT, query(60)))
                .isEqualTo(Counted.Refused.TOO_MUCH);
        assertThat(reader(steps, 100, 4).agents(TenantId.DEFAULT, query(60)))
                .isEqualTo(Counted.Refused.TOO_MUCH);
        assertThat(reader(slow, 100, 100).agents(TenantId.DEFAULT, query(60)))
                .isEqualTo(Counted.Refused.TOO_MUCH);
    }

    @Test
    void answersTwoQuestionsOfATenantAtATime() {
        joined(SALES, ANN, TEN);
        List<Counted> inner = new ArrayList<>();
        FigureReader[] self = new FigureReader[1];
        int[] depth = {0};
        CountedSteps nesting =
                new ForwardedSteps(
                        steps,
                        () -> {
                            if (depth[0]++ < 2) {
                                inner.add(self[0].queues(TenantId.DEFAULT, query(60)));
                                inner.add(self[0].queues(new TenantId("elektra"), query(60)));
                            }
                        });
        self[0] = reader(nesting, 100, 100);

        assertThat(self[0].queues(TenantId.DEFAULT, query(60))).isInstanceOf(Counted.Done.class);

        assertThat(inner).contains(Counted.Refused.BUSY);
        assertThat(inner.getFirst()).isEqualTo(Counted.Refused.BUSY);
        assertThat(self[0].queues(TenantId.DEFAULT, query(60)))
                .as("a refused one leaves nothing behind")
                .isInstanceOf(Counted.Done.class);
    }

    @Test
    void tellsAnAgentTheirOwnDay() {
        clock.advance(Duration.between(clock.instant(), TEN.plusSeconds(3600)));
        joined(SALES, ANN, TEN);
        joined(SALES, BEN, TEN);
        joined(SALES, ANN, TEN.minusSeconds(86_400));
        Agent ann = new Agent(TenantId.DEFAULT, ANN);

        var today = reader().mine(ann, null, ZoneOffset.UTC);
        var then = reader().mine(ann, LocalDate.of(2026, 4, 30), ZoneOffset.UTC);
        var never = reader().mine(ann, LocalDate.of(2025, 1, 1), ZoneOffset.UTC);

        assertThat(today.from()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
        assertThat(today.to()).isEqualTo(Instant.parse("2026-05-02T00:00:00Z"));
        assertThat(today.figures()).isNotNull();
        assertThat(today.figures().of(Count.ACCEPTED)).isEqualTo(1);
        assertThat(then.figures()).isNotNull();
        assertThat(then.figures().of(Count.ACCEPTED)).isEqualTo(1);
        assertThat(never.figures()).isEqualTo(Figures.NONE);
    }

    @Test
    void isAskedForThirtyOneDaysAtMost() {
        int month = 31 * 86_400;

        assertThat(query(month).to()).isEqualTo(TEN.plusSeconds(month));
        assertThatThrownBy(() -> query(month + 3_601)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> query(0)).isInstanceOf(InvalidValueException.class);
    }

    /// Does something before each page.
    private record ForwardedSteps(CountedSteps to, Runnable first) implements CountedSteps {

        @Override
        public void keep(CountedStep step) {
            to.keep(step);
        }

        @Override
        public List<CountedStep> latest(
                Whose whose, Instant before, @Nullable CountedStep behind, int limit) {
            first.run();
            return to.latest(whose, before, behind, limit);
        }

        @Override
        public void forgetThrough(Instant last) {
            to.forgetThrough(last);
        }
    }
}
