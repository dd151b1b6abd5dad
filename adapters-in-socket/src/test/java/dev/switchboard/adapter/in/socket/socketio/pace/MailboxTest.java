package dev.switchboard.adapter.in.socket.socketio.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(workers::add);

    @Test
    void takesOneWorkerForABurst() {
        for (int i = 0; i < 10; i++) {
            post(i);
        }
        assertThat(workers).hasSize(1);

        workers.remove().run();

        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(workers).isEmpty();
    }

    @Test
    void takesAnotherWorkerForTheNextBurst() {
        post(1);
        workers.remove().run();

        post(2);
        workers.remove().run();

        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void letsTheWorkerTakeWhatComesMeanwhile() {
        mailbox.post(() -> post(1));

        workers.remove().run();

        assertThat(done).containsExactly(1);
        assertThat(workers).isEmpty();
    }

    @Test
    void goesOnBehindATaskThatKilledItsWorker() {
        mailbox.post(() -> {
            throw new StackOverflowError();
        });
        post(1);
        Runnable worker = workers.remove();

        assertThatThrownBy(worker::run).isInstanceOf(StackOverflowError.class);
        workers.remove().run();

        assertThat(done).containsExactly(1);
    }

    @Test
    void keepsTheOrderOfEachThreadThatPosts() throws InterruptedException {
        int perThread = 2_000;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Mailbox shared = new Mailbox(threads);
            CountDownLatch all = new CountDownLatch(4 * perThread);
            for (int thread = 0; thread < 4; thread++) {
                int base = thread * perThread;
                threads.execute(() -> {
                    for (int i = 0; i < perThread; i++) {
                        int number = base + i;
                        shared.post(() -> {
                            done.add(number);
                            all.countDown();
                        });
                    }
                });
            }
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(done).hasSize(4 * perThread);
        for (int thread = 0; thread < 4; thread++) {
            int base = thread * perThread;
            assertThat(done.stream().filter(n -> n >= base && n < base + perThread)).isSorted();
        }
    }

    private void post(int number) {
        mailbox.post(() -> done.add(number));
    }
}
