package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;

/// Where senders wait for a channel's own reply, for `sync-wait` at most.
public final class ReplyDesk {

    private final PatientCallers callers;
    private final Duration syncWait;

    public ReplyDesk(PatientCallers callers, Duration syncWait) {
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
        return result(id, callers.await(id, syncWait), false);
    }

    /// Answers a sender who does not wait. From here on nobody waits for this message.
    Result.Settled queued(MessageId id) {
        return result(id, callers.putOff(id), false);
    }

    /// Answers a repeat of a request that was not answered yet: with the same outcome if the first
    /// caller still waits here, else that it is queued.
    Result.Settled replay(MessageId first) {
        return callers.join(first, syncWait)
                .map(outcome -> result(first, outcome, true))
                .orElseGet(() -> new Result.Queued(first, true));
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
