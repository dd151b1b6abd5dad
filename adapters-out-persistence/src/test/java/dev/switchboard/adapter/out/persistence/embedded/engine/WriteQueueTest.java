package dev.switchboard.adapter.out.persistence.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.GroupWriter.WriteQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WriteQueueTest {

    private static final int CAPACITY = 1000;

    private final WriteQueue queue = new WriteQueue(CAPACITY);

    @Test
    void gathersWhatSomebodyWaitsForInItsOrder() throws Exception {
        PendingWrite<?> first = write();
        PendingWrite<?> second = write();
        queue.offer(first);
        queue.offer(second);

        List<PendingWrite<?>> group = gather();

        assertThat(group).containsExactly(first, second);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void writesWhatNobodyWaitsForTogetherWithTheNext() throws Exception {
        PendingWrite<?> unhurried = write();
        PendingWrite<?> awaited = write();
        queue.offerUnhurried(unhurried);
        queue.offer(awaited);

        List<PendingWrite<?>> group = gather();

        assertThat(group).containsExactly(awaited, unhurried);
    }

    @Test
    void writesWhatNobodyWaitsForSoonAlsoWhenNothingElseComes() throws Exception {
        PendingWrite<?> unhurried = write();
        queue.offerUnhurried(unhurried);

        List<PendingWrite<?>> group = gather();

        assertThat(group).containsExactly(unhurried);
    }

    @Test
    void givesEachKindItsShareOfAGroup() throws Exception {
        for (int i = 0; i < 300; i++) {
            queue.offer(write());
            queue.offerUnhurried(write());
        }

        assertThat(gather()).hasSize(512);
        assertThat(gather()).hasSize(88);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void wakesAWriterThatRestsForAnyWrite() throws Exception {
        for (int i = 0; i < 20; i++) {
            PendingWrite<?> unhurried = write();
            CompletableFuture<List<PendingWrite<?>>> gathered = new CompletableFuture<>();
            Thread writer = Thread.ofPlatform().start(() -> gatherInto(gathered));
            while (writer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }

            queue.offerUnhurried(unhurried);

            assertThat(gathered.get()).containsExactly(unhurried);
        }
    }

    @Test
    void refusesWhatItHasNoRoomFor() {
        for (int i = 0; i < CAPACITY; i++) {
            queue.offer(write());
            queue.offerUnhurried(write());
        }

        assertThat(queue.offer(write())).isFalse();
        assertThat(queue.offerUnhurried(write())).isFalse();
    }

    private List<PendingWrite<?>> gather() throws InterruptedException {
        List<PendingWrite<?>> group = new ArrayList<>();
        queue.gather(group);
        return group;
    }

    private void gatherInto(CompletableFuture<List<PendingWrite<?>>> gathered) {
        try {
            gathered.complete(gather());
        } catch (InterruptedException e) {
            gathered.completeExceptionally(e);
        }
    }

    private static PendingWrite<?> write() {
        return new PendingWrite<>(_ -> true);
    }
}
