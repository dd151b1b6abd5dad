package dev.switchboard.application.service.message;

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
    Outcome await(MessageId id) {
        return callers.await(id, syncWait);
    }

    /// For a sender who does not wait. From here on nobody waits for this message.
    Outcome putOff(MessageId id) {
        return callers.putOff(id);
    }

    /// For a repeat of a request that was not answered yet: the same outcome if the first caller
    /// still waits here, else that it is put off.
    Outcome join(MessageId first) {
        return callers.join(first, syncWait).orElseGet(Outcome.Deferred::new);
    }
}
