package dev.switchboard.application.service.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.inmemory.SoleOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ConversationLocksTest {

    private static final ConversationId CONVERSATION = ConversationId.of("bot", "c");

    private final ConversationLocks locks =
            new ConversationLocks(new SoleOwnership(), Duration.ofMillis(1));
    private final List<String> appended = new ArrayList<>();

    @Test
    void givesUpAnAppendThatWaitsTooLong() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stalled = new CountDownLatch(1);
        CompletableFuture<Boolean> slow =
                CompletableFuture.supplyAsync(
                        () -> locks.withLock(CONVERSATION, () -> stall(begun, stalled)));
        waitFor(begun);

        assertThatThrownBy(() -> locks.withLock(CONVERSATION, () -> appended.add("second")))
                .isInstanceOf(StoreUnavailableException.class);

        stalled.countDown();
        slow.join();
        locks.withLock(CONVERSATION, () -> appended.add("third"));
        assertThat(appended).containsExactly("third");
    }

    @Test
    void givesUpAnAppendThatIsInterruptedAndSaysSo() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> locks.withLock(CONVERSATION, () -> appended.add("first")))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(appended).isEmpty();
    }

    @Test
    void isTakenOncePerWay() {
        assertThatThrownBy(() ->
                        locks.withLock(
                                CONVERSATION,
                                () -> locks.withLock(CONVERSATION, () -> appended.add("nested"))))
                .isInstanceOf(AssertionError.class);

        assertThat(appended).isEmpty();
    }

    @Test
    void isHeldByNobodyButTheThreadThatTookIt() {
        boolean under = locks.withLock(CONVERSATION, () -> locks.held(CONVERSATION));
        boolean elsewhere =
                locks.withLock(
                        CONVERSATION,
                        () -> CompletableFuture.supplyAsync(() -> locks.held(CONVERSATION)).join());

        assertThat(under).isTrue();
        assertThat(elsewhere).isFalse();
        assertThat(locks.held(CONVERSATION)).isFalse();
    }

    @Test
    void isFreeAgainAfterWorkThatFailed() {
        Runnable failing =
                () -> {
                    throw new IllegalStateException("no");
                };
        assertThatThrownBy(() -> locks.withLock(CONVERSATION, failing))
                .isInstanceOf(IllegalStateException.class);

        assertThat(locks.held(CONVERSATION)).isFalse();
    }

    private static boolean stall(CountDownLatch begun, CountDownLatch stalled) {
        begun.countDown();
        return waitFor(stalled);
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// What another hub owns is changed by that hub alone.
    @Test
    void refusesAConversationOfAnotherHub() {
        ConversationId theirs = ConversationId.ofSession("theirs");
        FakePartitionOwnership ownership = new FakePartitionOwnership();
        ConversationLocks shared = new ConversationLocks(ownership);
        ownership.lose(Partitions.of(theirs));

        assertThatThrownBy(() -> shared.withLock(theirs, (Runnable) () -> fail("it is not ours")))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(shared.held(theirs)).isFalse();
        assertThat(shared.<Boolean>withLock(ConversationId.ofSession("ours"), () -> true)).isTrue();
    }
}
