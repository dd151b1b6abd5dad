package dev.switchboard.domain.handoff;

import static dev.switchboard.domain.handoff.HandoffTest.ANN;
import static dev.switchboard.domain.handoff.HandoffTest.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.handoff.Handoff.Leased;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WrapUpTest {

    private static final Set<Step.Kind> WRITTEN_UP =
            EnumSet.of(Step.Kind.ENDED, Step.Kind.TRANSFERRED, Step.Kind.CUSTOMER_LEFT);

    private final Leased leased =
            HandoffTest.leased(Handoff.begin(HandoffTest.details(), 0, QueueId.DEFAULT), ANN);

    private static Function<QueueId, QueueGoals> goals(@Nullable Duration wrapUp) {
        return queue -> new QueueGoals(TenantId.DEFAULT, queue, 1, null, null, wrapUp);
    }

    private Handoff after(Step.Kind kind) {
        return leased.end(Step.by(ANN, NOW.plusSeconds(60), kind, ""), null, Tags.NONE);
    }

    @ParameterizedTest
    @EnumSource(Step.Kind.class)
    void followsWhatAnAgentOrTheCustomerBroughtToAnEnd(Step.Kind kind) {
        var wrapUp = WrapUp.after(leased, after(kind), goals(Duration.ofSeconds(30)));

        if (WRITTEN_UP.contains(kind)) {
            assertThat(wrapUp)
                    .hasValue(
                            new WrapUp(
                                    leased.conversation(),
                                    leased.lease().id(),
                                    QueueId.DEFAULT,
                                    NOW.plusSeconds(90)));
        } else {
            assertThat(wrapUp).isEmpty();
        }
    }

    /// They stand in the store, and this is asked under the lock of the conversation.
    @Test
    void asksForNoGoalsWhereNothingIsToBeWrittenUp() {
        List<QueueId> asked = new ArrayList<>();
        Function<QueueId, QueueGoals> goals =
                queue -> {
                    asked.add(queue);
                    return goals(null).apply(queue);
                };

        assertThat(WrapUp.after(leased, after(Step.Kind.TAGGED), goals)).isEmpty();
        assertThat(WrapUp.after(leased, after(Step.Kind.ENDED), goals)).isEmpty();

        assertThat(asked).containsExactly(QueueId.DEFAULT);
    }

    @Test
    void isNoneWithoutATime() {
        assertThat(WrapUp.after(leased, after(Step.Kind.ENDED), goals(null))).isEmpty();
        assertThat(WrapUp.after(leased, after(Step.Kind.ENDED), goals(Duration.ZERO))).isEmpty();
    }
}
