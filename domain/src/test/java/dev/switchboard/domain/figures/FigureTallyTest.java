package dev.switchboard.domain.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.figures.Figures.Count;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.HandoffDetails;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTallyTest {

    private static final Instant TEN = Instant.parse("2026-05-01T10:00:00Z");
    private static final AgentId ANN = new AgentId("ann");
    private static final AgentId SUE = new AgentId("sue");
    private static final QueueId SALES = new QueueId("sales");
    private static final LabelId SOLVED = new LabelId("solved");
    private static final Duration GOAL = Duration.ofSeconds(30);

    private final List<Handoff> steps = new ArrayList<>();

    private <T extends Handoff> T then(T next) {
        steps.add(next);
        return next;
    }

    private static Instant at(int seconds) {
        return TEN.plusSeconds(seconds);
    }

    private Waiting asked() {
        HandoffDetails details =
                new HandoffDetails(
                        new HandoffId("ho_000000000000000000000001"),
                        ConversationId.of("bot", "c-1"),
                        TenantId.DEFAULT,
                        "bot",
                        Target.LIVE_CLIENTS,
                        new Customer("c-1", "", Customer.NOTHING_ELSE),
                        "bot_asks",
                        TEN,
                        Tags.NONE,
                        Priority.USUAL);
        return then(Handoff.begin(details, 0, QueueId.DEFAULT));
    }

    private Leased joined(Queued queued, AgentId agent, int seconds) {
        LeaseId id = new LeaseId("le_%024x".formatted(seconds));
        return then(queued.lease(agent, id, 7, at(seconds), at(seconds + 120)));
    }

    private Leased taken(Live live, int seconds) {
        LeaseId id = new LeaseId("le_%024x".formatted(seconds));
        return then(live.lease(SUE, id, 7, by(SUE, Step.Kind.TAKEN, seconds), at(999)));
    }

    private static Step by(AgentId agent, Step.Kind kind, int seconds) {
        return Step.by(agent, at(seconds), kind, "");
    }

    private Stream<CountedStep> counted() {
        return steps.stream().map(CountedStep::of).flatMap(Stream::ofNullable);
    }

    private Figures of(QueueId queue) {
        FigureTally tally = new FigureTally();
        counted()
                .filter(step -> step.queues().contains(queue))
                .forEach(step -> tally.count(step, queue, GOAL));
        return tally.sum();
    }

    private Figures of(AgentId agent) {
        FigureTally tally = new FigureTally();
        counted()
                .filter(step -> step.agents().contains(agent))
                .forEach(step -> tally.count(step, agent));
        return tally.sum();
    }

    @Test
    void countsWhoWasAnsweredAndHowLongItTook() {
        Offered offered = then(asked().offer(ANN, at(5), at(35)));
        Leased leased = joined(offered, ANN, 30);
        then(leased.end(by(ANN, Step.Kind.ENDED, 130), SOLVED, Tags.NONE));

        assertThat(of(QueueId.DEFAULT).counts())
                .isEqualTo(
                        Map.of(
                                Count.ASKED,
                                1,
                                Count.ANSWERED,
                                1,
                                Count.IN_TIME,
                                1,
                                Count.ENDED,
                                1));
        assertThat(of(QueueId.DEFAULT).answers().half()).hasSeconds(30);
        assertThat(of(ANN).counts()).isEqualTo(Map.of(Count.ACCEPTED, 1, Count.ENDED, 1));
        assertThat(of(ANN).handling().most()).hasSeconds(100);
        assertThat(of(ANN).outcomes()).isEqualTo(Map.of(SOLVED, 1));
    }

    @Test
    void countsNoAnswerInTimeAfterTheGoal() {
        joined(asked(), ANN, 31);

        assertThat(of(QueueId.DEFAULT).of(Count.ANSWERED)).isEqualTo(1);
        assertThat(of(QueueId.DEFAULT).of(Count.IN_TIME)).isZero();
        assertThat(of(QueueId.DEFAULT).of(Count.LATE)).isEqualTo(1);
    }

    @Test
    void countsLostOffersAndWhoLeft() {
        Waiting declined =
                then(then(asked().offer(ANN, at(1), at(31))).passOver(at(4), Offered.DECLINED));
        Waiting missed =
                then(then(declined.offer(SUE, at(4), at(34))).passOver(at(34), Offered.DEADLINE));
        Waiting gone =
                then(then(missed.offer(ANN, at(35), at(65))).passOver(at(36), "unavailable"));
        then(gone.abandon(at(50)));

        assertThat(of(QueueId.DEFAULT).counts())
                .isEqualTo(
                        Map.of(
                                Count.ASKED,
                                1,
                                Count.DECLINED,
                                1,
                                Count.MISSED,
                                1,
                                Count.ABANDONED,
                                1));
        assertThat(of(ANN).counts()).isEqualTo(Map.of(Count.DECLINED, 1));
        assertThat(of(SUE).counts()).isEqualTo(Map.of(Count.MISSED, 1));
    }

    @Test
    void countsWhoComesFromAnAgentAndWhoComesBack() {
        Waiting sent =
                then(joined(asked(), ANN, 10).toQueue(SALES, by(ANN, Step.Kind.TRANSFERRED, 60)));
        Waiting back = then(joined(sent, SUE, 90).lapse(at(200), "unrenewed"));
        then(back.abandon(at(300)));

        assertThat(of(QueueId.DEFAULT).counts())
                .isEqualTo(
                        Map.of(
                                Count.ASKED,
                                1,
                                Count.ANSWERED,
                                1,
                                Count.IN_TIME,
                                1,
                                Count.TRANSFERRED,
                                1));
        assertThat(of(SALES).counts())
                .isEqualTo(
                        Map.of(
                                Count.ASKED,
                                1,
                                Count.ANSWERED,
                                1,
                                Count.IN_TIME,
                                1,
                                Count.LAPSED,
                                1,
                                Count.RETURNED,
                                1,
                                Count.ABANDONED,
                                1));
        assertThat(of(SALES).answers().half()).hasSeconds(30);
        assertThat(of(ANN).counts()).isEqualTo(Map.of(Count.ACCEPTED, 1, Count.TRANSFERRED, 1));
        assertThat(of(SUE).counts()).isEqualTo(Map.of(Count.ACCEPTED, 1, Count.LAPSED, 1));
    }

    @Test
    void countsWhatSupervisorsDecide() {
        Waiting asked = asked();
        Waiting same = then(asked.toQueue(QueueId.DEFAULT, by(SUE, Step.Kind.ASSIGNED, 5)));
        Offered urged = then(same.toAgent(ANN, by(SUE, Step.Kind.ASSIGNED, 6), at(36)));
        Waiting moved = then(urged.toQueue(SALES, by(SUE, Step.Kind.ASSIGNED, 10)));
        Leased mine = taken(moved, 40);
        Leased hers = then(mine.tag(by(SUE, Step.Kind.TAGGED, 41), Tags.NONE));
        then(hers.toBot(by(SUE, Step.Kind.TRANSFERRED, 70)));

        assertThat(of(QueueId.DEFAULT).counts()).isEqualTo(Map.of(Count.ASKED, 1, Count.MOVED, 1));
        assertThat(of(SALES).counts())
                .isEqualTo(
                        Map.of(
                                Count.ASKED,
                                1,
                                Count.ANSWERED,
                                1,
                                Count.LATE,
                                1,
                                Count.TRANSFERRED,
                                1));
        assertThat(of(SALES).answers().half()).as("waits since before").hasSeconds(40);
        assertThat(of(SUE).counts()).isEqualTo(Map.of(Count.ACCEPTED, 1, Count.TRANSFERRED, 1));
        assertThat(of(SUE).handling().half()).hasSeconds(30);
    }

    @Test
    void countsALeaseThatIsTakenOverForBoth() {
        taken(joined(asked(), ANN, 10), 50);

        assertThat(of(ANN).counts()).isEqualTo(Map.of(Count.ACCEPTED, 1));
        assertThat(of(ANN).handling().half()).hasSeconds(40);
        assertThat(of(SUE).counts()).isEqualTo(Map.of(Count.ACCEPTED, 1));
        assertThat(of(QueueId.DEFAULT).of(Count.ANSWERED)).isEqualTo(1);
    }

    @Test
    void countsNoStepOfBeforeThatDoesNotSayWhereTheCustomerWas() {
        Leased leased = joined(asked(), ANN, 10);
        Step old = by(ANN, Step.Kind.JOINED, 10);
        Leased before = new Leased(leased.details(), 2, old, leased.queue(), leased.lease());

        assertThat(CountedStep.of(before)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 2", "10, 5, 9", "11, 6, 10", "100, 50, 90"})
    void spreadsByNearestRank(int number, int half, int most) {
        Spread spread =
                Spread.of(IntStream.rangeClosed(1, number).mapToObj(Duration::ofSeconds).toList());

        assertThat(spread.half()).hasSeconds(half);
        assertThat(spread.most()).hasSeconds(most);
    }
}
