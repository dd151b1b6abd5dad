package dev.switchboard.application.port.out.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.figures.CountedSteps.Whose;
import dev.switchboard.domain.figures.CountedStep;
import dev.switchboard.domain.figures.CountedStep.Kind;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.HandoffSegment;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of [CountedSteps].
public interface CountedStepsContract {

    TenantId ELEKTRA = new TenantId("elektra");
    AgentId ANN = new AgentId("ann");
    AgentId BEN = new AgentId("ben/b");
    Instant TEN = Instant.parse("2026-05-01T10:00:00Z");
    Whose ALL = new Whose(ELEKTRA, null);

    CountedSteps steps();

    private static HandoffId handoff(int number) {
        return new HandoffId("ho_%024x".formatted(number));
    }

    private static HandoffSegment in(String queue, @Nullable AgentId agent) {
        return new HandoffSegment(new QueueId(queue), agent, TEN.minusSeconds(90));
    }

    private static CountedStep asked(TenantId tenant, int number, Instant at) {
        HandoffSegment now = new HandoffSegment(QueueId.DEFAULT, null, at);
        return new CountedStep(tenant, handoff(number), 1, Kind.ASKED, at, null, null, now, null);
    }

    private static CountedStep taken(int number, Instant at) {
        return new CountedStep(
                ELEKTRA,
                handoff(number),
                3,
                Kind.TAKEN,
                at,
                BEN,
                in("sales.eu", ANN),
                in("sales.eu", BEN),
                null);
    }

    private static CountedStep ended(int number, Instant at) {
        return new CountedStep(
                ELEKTRA,
                handoff(number),
                4,
                Kind.ENDED,
                at,
                BEN,
                in("sales.eu", BEN),
                null,
                new LabelId("solved"));
    }

    private static CountedStep missed(int number, Instant at) {
        return new CountedStep(
                ELEKTRA, handoff(number), 2, Kind.MISSED, at, ANN, null, in("x", null), null);
    }

    @Test
    default void areKeptAsTheyAreTheLatestFirst() {
        List<CountedStep> all =
                List.of(
                        asked(ELEKTRA, 1, TEN),
                        missed(1, TEN.plusSeconds(1)),
                        taken(1, TEN.plusSeconds(2)),
                        ended(1, TEN.plusMillis(2_001)));
        all.forEach(steps()::keep);

        assertThat(steps().latest(ALL, TEN.plusSeconds(9), null, 10))
                .containsExactlyElementsOf(all.reversed());
    }

    @Test
    default void areKeptOnce() {
        steps().keep(asked(ELEKTRA, 1, TEN));

        steps().keep(asked(ELEKTRA, 1, TEN.plusSeconds(1)));

        assertThat(steps().latest(ALL, TEN.plusSeconds(9), null, 10))
                .containsExactly(asked(ELEKTRA, 1, TEN));
    }

    @Test
    default void areOfOneTenantAndOfEachOfTheirAgents() {
        steps().keep(asked(TenantId.DEFAULT, 7, TEN));
        steps().keep(asked(ELEKTRA, 1, TEN));
        steps().keep(missed(2, TEN));
        steps().keep(taken(3, TEN.plusSeconds(1)));
        steps().keep(ended(3, TEN.plusSeconds(2)));

        assertThat(steps().latest(new Whose(ELEKTRA, ANN), TEN.plusSeconds(9), null, 10))
                .containsExactly(taken(3, TEN.plusSeconds(1)), missed(2, TEN));
        assertThat(steps().latest(new Whose(ELEKTRA, BEN), TEN.plusSeconds(9), null, 10))
                .containsExactly(ended(3, TEN.plusSeconds(2)), taken(3, TEN.plusSeconds(1)));
        assertThat(steps().latest(new Whose(TenantId.DEFAULT, ANN), TEN.plusSeconds(9), null, 10))
                .isEmpty();
        assertThat(steps().latest(new Whose(TenantId.DEFAULT, null), TEN.plusSeconds(9), null, 10))
                .hasSize(1);
    }

    @Test
    default void beginBeforeAMomentThatDoesNotCount() {
        steps().keep(asked(ELEKTRA, 1, TEN));
        steps().keep(asked(ELEKTRA, 2, TEN.plusMillis(1)));

        assertThat(steps().latest(ALL, TEN.plusMillis(1), null, 10))
                .containsExactly(asked(ELEKTRA, 1, TEN));
        assertThat(steps().latest(ALL, TEN, null, 10)).isEmpty();
    }

    @Test
    default void areReadInPagesWithoutAGapOrARepeat() {
        List<CountedStep> all = new ArrayList<>();
        for (int number = 0; number < 23; number++) {
            all.add(asked(ELEKTRA, number, TEN.plusMillis(number / 5)));
        }
        all.forEach(steps()::keep);

        List<CountedStep> read = new ArrayList<>();
        List<CountedStep> page = steps().latest(ALL, TEN.plusSeconds(1), null, 4);
        while (!page.isEmpty()) {
            read.addAll(page);
            page = steps().latest(ALL, TEN.plusSeconds(1), page.getLast(), 4);
        }

        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    default void areForgottenWhenTheyAreOld() {
        for (int number = 0; number < 5; number++) {
            steps().keep(asked(ELEKTRA, number, TEN.plusSeconds(number)));
        }

        steps().forgetThrough(TEN.plusSeconds(3));

        assertThat(steps().latest(ALL, TEN.plusSeconds(9), null, 10))
                .containsExactly(asked(ELEKTRA, 4, TEN.plusSeconds(4)));
    }
}
