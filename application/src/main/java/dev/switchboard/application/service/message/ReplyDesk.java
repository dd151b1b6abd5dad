package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.service.delivery.WaitingCallers;
import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where senders wait for a channel's own reply, for `sync-wait` at most.
public final class ReplyDesk {

    private final WaitingCallers callers;
    private final Duration syncWait;

    public ReplyDesk(WaitingCallers callers, Duration syncWait) {
        this.callers = callers;
        this.syncWait = syncWait;
    }

    void expect(MessageId id) {
        callers.expect(id);
    }

    void forget(MessageId id) {
        callers.forget(id);
    }

    /// Blocks until the channel replied, the lane put the message off, or the wait is over.
    Result.Settled await(MessageId id) {
        return result(id, outcome(expected(id)), false);
    }

    /// Answers a sender who does not wait. From here on nobody waits for this message.
    Result.Settled queued(MessageId id) {
        return result(id, putOff(expected(id)), false);
    }

    private CompletableFuture<Outcome> expected(MessageId id) {
        return callers.join(id)
                .orElseThrow(() -> new IllegalStateException("Nobody expects " + id));
    }

    /// Answers a repeat of a request that was not answered yet: with the same outcome if the first
    /// caller still waits here, else that it is queued.
    Result.Settled replay(MessageId first) {
        return callers.join(first)
                .map(future -> result(first, outcome(future), true))
                .orElseGet(() -> new Result.Queued(first, true));
    }

    private Outcome outcome(CompletableFuture<Outcome> future) {
        try {
            return future.get(syncWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return putOff(future);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return putOff(future);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A wait never fails", e);
        }
    }

    /// Ends the wait, unless the reply came at this very moment: then that is the outcome.
    private static Outcome putOff(CompletableFuture<Outcome> future) {
        future.complete(new Outcome.Deferred());
        return future.join();
    }

    private static Result.Settled result(MessageId id, Outcome outcome, boolean replayed) {
        return switch (outcome) {
            case Outcome.Taken(var body) -> new Result.Answered(id, body, replayed);
            case Outcome.Deferred _ -> new Result.Queued(id, replayed);
            case Outcome.Blocked _ ->
                    new Result.Refused(id, "endpoint_url host is not allowed", replayed);
            case Outcome.Refused(int status, var text) ->
                    new Result.Refused(
                            id,
                            text.isBlank() ? "Channel responded with status " + status : text,
                            replayed);
        };
    }
}
