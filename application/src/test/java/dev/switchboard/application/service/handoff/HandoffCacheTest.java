package dev.switchboard.application.service.handoff;

import static dev.switchboard.application.port.out.handoff.HandoffsContract.ANN;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.CHAT;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.NOW;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.begun;
import static dev.switchboard.application.port.out.handoff.HandoffsContract.leased;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.InMemoryHandoffs;
import dev.switchboard.application.service.upstream.Tenants;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.Tags;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HandoffCacheTest {

    private static final int STEPS = 200_000;

    private final HandoffCache cache =
            new HandoffCache(
                    new InMemoryHandoffs(),
                    new Tenants(List.of()),
                    new LoadedPartitions(new FakePartitionOwnership()));

    private final Leased leased = leased(begun(CHAT), ANN, 1);
    private final LeaseId lease = leased.lease().id();

    /// A heartbeat looks for its lease without the conversation's lock.
    @Test
    void knowsALeaseAllTheWhileItsHandoffTakesSteps() {
        Step tagging =
                new Step(
                        Step.Kind.TAGGED, NOW.plusSeconds(5), ANN, new Step.Order("t-1", "fp"), "");
        Leased tagged = leased.tag(tagging, new Tags(List.of(new LabelId("vip"))));
        cache.put(leased);

        CompletableFuture<Void> steps =
                CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < STEPS; i++) {
                        cache.put(i % 2 == 0 ? tagged : leased);
                    }
                });
        boolean known = true;
        while (!steps.isDone()) {
            known &= cache.conversation(lease).isPresent();
        }

        assertThat(steps).isCompleted();
        assertThat(known).isTrue();
    }

    @Test
    void forgetsALeaseThatIsOver() {
        cache.put(leased);

        cache.put(leased.lapse(NOW.plusSeconds(200), "unrenewed"));

        assertThat(cache.conversation(lease)).isEmpty();
        assertThat(cache.conversation(leased.id())).contains(CHAT);
    }

    @Test
    void knowsTheNextLeaseInsteadOfTheLast() {
        Leased next = leased(leased.lapse(NOW.plusSeconds(200), "unrenewed"), ANN, 2);
        cache.put(leased);

        cache.put(next);

        assertThat(cache.conversation(lease)).isEmpty();
        assertThat(cache.conversation(next.lease().id())).contains(CHAT);
    }
}
