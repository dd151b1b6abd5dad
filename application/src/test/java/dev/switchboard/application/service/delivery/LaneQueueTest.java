package dev.switchboard.application.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.inmemory.SoleOwnership;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LaneQueueTest {

    private final StorePorts store = new InMemoryStore().ports();
    private final ConversationLocks locks =
            new ConversationLocks(new SoleOwnership(), Duration.ofMillis(1));
    private final LaneKey lane = new LaneKey(EntryDraft.CONVERSATION, Seed.SLACK);
    private final LaneQueue queue = new LaneQueue(lane, store.backlog(), locks);

    /// The next journaled message would overtake the messages that it did not read.
    @Test
    void keepsInMindThatThereIsMoreWhereAnAppendLetsItWaitTooLong() {
        Message first = stored();
        queue.reread();

        whileAppending(() ->
                assertThatThrownBy(queue::take).isInstanceOf(StoreUnavailableException.class));

        assertThat(queue.isEmpty()).isFalse();
        queue.add(owed(stored()));
        assertThat(queue.take()).isNotNull().returns(first.id(), owed -> owed.message().id());
    }

    private void whileAppending(Runnable work) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Boolean> append =
                CompletableFuture.supplyAsync(() ->
                        locks.withLock(
                                lane.conversation(),
                                () -> {
                                    begun.countDown();
                                    return waited(done);
                                }));
        waited(begun);
        try {
            work.run();
        } finally {
            done.countDown();
            append.join();
        }
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Message stored() {
        return ((Appended.Stored) store.journal().append(EntryDraft.message().entry())).message();
    }

    private Owed owed(Message message) {
        return store.backlog().pending(lane, 10).stream()
                .filter(owed -> owed.message().id().equals(message.id()))
                .findFirst()
                .orElseThrow();
    }
}
