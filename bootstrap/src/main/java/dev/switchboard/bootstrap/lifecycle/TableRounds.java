package dev.switchboard.bootstrap.lifecycle;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.application.service.cluster.TableKeeper;
import dev.switchboard.application.service.cluster.TableKeeper.Round;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;

/// Runs the rounds of the [TableKeeper] on a thread of their own, until this hub gives everything
/// back.
final class TableRounds {

    /// `EX_TEMPFAIL`: a supervisor starts the hub again.
    private static final int LOST = 75;

    private static final Logger LOG = LoggerFactory.getLogger(TableRounds.class);

    /// The pause between looks while the store does not answer at the start.
    private static final Duration AT_FIRST = Duration.ofMillis(200);

    private static final Duration LAST_ROUND = Duration.ofSeconds(5);

    private static final int LAST_LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final ThreadFactory threads;
    private final LongSupplier nanoTime;
    private final CountDownLatch serving = new CountDownLatch(1);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    TableRounds(
            @Qualifier("platformThreads") ThreadFactory platformThreads, LongSupplier nanoTime) {
        this.threads = platformThreads;
        this.nanoTime = nanoTime;
    }

    void begin(TableKeeper keeper, SelfDescription self) {
        threads.newThread(() -> keep(keeper, self)).start();
    }

    /// Returns when this hub owns the conversations.
    void awaitOwnership() throws InterruptedException {
        serving.await();
    }

    /// Rounds begin at a steady pace, however long each takes.
    private void keep(TableKeeper keeper, SelfDescription self) {
        boolean answered = false;
        try {
            while (ending.getCount() > 0) {
                long began = nanoTime.getAsLong();
                answered |= round(keeper, self);
                if (answered) {
                    keeper.awaitNext(Duration.ofNanos(nanoTime.getAsLong() - began));
                } else {
                    var _ = ending.await(AT_FIRST.toNanos(), NANOSECONDS);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        ended.countDown();
    }

    /// @return whether the store answered
    private boolean round(TableKeeper keeper, SelfDescription self) {
        try {
            switch (keeper.round(self::as)) {
                case Round.Serving _ -> serving.countDown();
                case Round.StandingBy _ -> {}
                case Round.Lost _ -> Runtime.getRuntime().halt(LOST);
            }
            return true;
        } catch (StoreUnavailableException e) {
            LOG.debug("The table waits for the store: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Keeping the table failed and will be tried again", e);
        }
        return false;
    }

    /// Waits a second for what is still under way. Nobody owns the partitions meanwhile, and calls
    /// about them wait for two.
    private static Progress quiet(TableKeeper keeper) throws InterruptedException {
        Progress progress = keeper.leave();
        for (int i = 0; i < LAST_LOOKS && progress == Progress.UNDER_WAY; i++) {
            Thread.sleep(BETWEEN_LOOKS);
            progress = keeper.leave();
        }
        return progress;
    }

    /// Ends the rounds and gives all partitions back. If the last round does not end, because the
    /// store does not answer, others take over by themselves.
    void giveBack(TableKeeper keeper) {
        ending.countDown();
        keeper.hurry();
        try {
            if (ended.await(LAST_ROUND.toNanos(), NANOSECONDS)) {
                keeper.giveBack(quiet(keeper));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
