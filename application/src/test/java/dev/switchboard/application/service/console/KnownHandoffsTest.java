package dev.switchboard.application.service.console;

import static dev.switchboard.application.port.out.handoff.HandoffsContract.ANN;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.CHAT;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.NOW;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.begun;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.leased;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.Tags;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class KnownHandoffsTest {

    private static final int STEPS = 200_000;

    private final KnownHandoffs known = new KnownHandoffs();

    private final Leased leased = leased(begun(CHAT), ANN, 1);
    private final LeaseId lease = leased.lease().id();

    /// A heartbeat looks for its lease without the conversation's lock.
    @Test
    void knowsALeaseAllTheWhileItsHandoffTakesSteps() {
        Step tagging =
                new Step(
                        Step.Kind.TAGGED, NOW.plusSeconds(5), ANN, new Step.Order("t-1", "fp"), "");
        Leased tagged = leased.tag(tagging, new Tags(List.of(new LabelId("vip"))));
        known.put(leased);

        CompletableFuture<Void> steps =
                CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < STEPS; i++) {
                        known.put(i % 2 == 0 ? tagged : leased);
                    }
                });
        boolean found = true;
        while (!steps.isDone()) {
            found &= known.conversation(lease).isPresent();
        }

        assertThat(steps).isCompleted();
        assertThat(found).isTrue();
    }

    @Test
    void forgetsALeaseThatIsOver() {
        known.put(leased);

        known.put(leased.lapse(NOW.plusSeconds(200), "unrenewed"));

        assertThat(known.conversation(lease)).isEmpty();
        assertThat(known.conversation(leased.id())).contains(CHAT);
    }

    @Test
    void knowsTheNextLeaseInsteadOfTheLast() {
        Leased next = leased(leased.lapse(NOW.plusSeconds(200), "unrenewed"), ANN, 2);
        known.put(leased);

        known.put(next);

        assertThat(known.conversation(lease)).isEmpty();
        assertThat(known.conversation(next.lease().id())).contains(CHAT);
    }
}
