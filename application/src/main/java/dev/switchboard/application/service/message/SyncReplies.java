package dev.switchboard.application.service.message;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.switchboard.application.port.out.message.Journal.RememberedAnswer;
import dev.switchboard.application.port.out.time.TimeLimit;
import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.service.delivery.WaitingCallers;
import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lets senders wait, for a limited time, for the target's reply to their message.
public final class SyncReplies {

    /// The journal's own time limit.
    private static final Duration STORED_WITHIN = Duration.ofSeconds(2);

    private final WaitingCallers callers;
    private final TimeLimits limits;
    private final Map<Duration, TimeLimit<Wait>> patiences = new ConcurrentHashMap<>();

    SyncReplies(WaitingCallers callers, TimeLimits limits) {
        this.callers = callers;
        this.limits = limits;
    }

    /// One caller's wait. Each caller has its own, even for the same outcome.
    private static final class Wait {

        private final CompletableFuture<Outcome> future;

        Wait(CompletableFuture<Outcome> future) {
            this.future = future;
        }

        /// Ends the wait as deferred, unless the reply has just arrived: then that is the outcome.
        void end() {
            future.complete(new Outcome.Deferred());
        }
    }

    /// Must come before the message is journaled; [#forget] follows the wait.
    public void expect(MessageId id) {
        callers.expect(id);
    }

    /// Like [#expect(MessageId)], with an answer for repeats that is stored with the delivery.
    void expect(MessageId id, Function<Outcome, @Nullable RememberedAnswer> answer) {
        callers.expect(id, answer);
    }

    /// Blocks until the outcome that the caller was told is stored for repeats, or cannot be stored
    /// now; the caller is told the same either way.
    ///
    /// @return whether the lane stores the answer
    boolean awaitAnswerStored(MessageId id) {
        return callers.joinAnswerStored(id)
                .map(stored ->
                        stored.completeOnTimeout(true, STORED_WITHIN.toMillis(), MILLISECONDS)
                                .join())
                .orElse(false);
    }

    public void forget(MessageId id) {
        callers.forget(id);
    }

    /// Blocks until the target has replied, the lane has deferred the message, or the time is up.
    public Outcome await(MessageId id, Duration patience) {
        return outcome(expected(id), patience);
    }

    /// Ends the wait at once. From here on nobody waits for this message.
    public Outcome putOff(MessageId id) {
        return putOff(expected(id));
    }

    /// Joins the wait of an earlier caller; empty if none waits on this hub.
    public Optional<Outcome> join(MessageId id, Duration patience) {
        return callers.join(id).map(future -> outcome(future, patience));
    }

    private CompletableFuture<Outcome> expected(MessageId id) {
        return callers.join(id)
                .orElseThrow(() -> new IllegalStateException("No sender waits for " + id));
    }

    private Outcome outcome(CompletableFuture<Outcome> future, Duration patience) {
        if (future.isDone()) {
            return future.join();
        }
        TimeLimit<Wait> limit =
                patiences.computeIfAbsent(patience, length -> limits.of(length, Wait::end));
        Wait wait = new Wait(future);
        limit.start(wait);
        try {
            return future.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return putOff(future);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A wait never fails", e);
        } finally {
            limit.finish(wait);
        }
    }

    /// Ends the wait as deferred, unless the reply has just arrived: then that is the outcome.
    private static Outcome putOff(CompletableFuture<Outcome> future) {
        future.complete(new Outcome.Deferred());
        return future.join();
    }
}
