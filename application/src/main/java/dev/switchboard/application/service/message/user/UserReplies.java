package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.delivery.Lanes.Progress;
import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.SyncReplies;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells users the outcomes of their messages.
final class UserReplies {

    private static final Logger LOG = LoggerFactory.getLogger(UserReplies.class);

    private final SyncReplies callers;
    private final MessageRelay relay;
    private final UserMessageWatch watch;
    private final History history;
    private final Executor workers;

    UserReplies(
            SyncReplies callers,
            MessageRelay relay,
            UserMessageWatch watch,
            History history,
            Executor workers) {
        this.callers = callers;
        this.relay = relay;
        this.watch = watch;
        this.history = history;
        this.workers = workers;
    }

    /// Prepares for a message that is about to be journaled. A sender without patience does not
    /// wait, and is told by events.
    void expect(MessageId id, Command command) {
        if (command.patience().isPositive()) {
            callers.expect(id);
        }
        watch.expect(id, command.target());
    }

    /// Undoes [#expect] for a message that was not journaled.
    void neverMind(MessageId id) {
        watch.forget(id);
        callers.forget(id);
    }

    /// Watches a journaled message, so that its clients are told if the target is slow.
    void watch(Message message) {
        watch.sent(message);
    }

    /// Waits for the target's own answer, if the sender wants to and the lane can deliver now.
    Result result(Message message, IdempotencyKey key, Command command, Progress progress) {
        if (!command.patience().isPositive()) {
            return new Result.Queued(message.id(), message.seq(), false);
        }
        Outcome outcome =
                switch (progress) {
                    case MOVING -> callers.await(message.id(), command.patience());
                    case WAITING -> callers.putOff(message.id());
                };
        if (outcome instanceof Outcome.Deferred) {
            callers.forget(message.id());
        } else {
            workers.execute(() -> remember(message.id(), key, outcome));
        }
        return told(message.id(), message.seq(), outcome, false);
    }

    /// A repeat that comes meanwhile finds the outcome with the waiting callers.
    private void remember(MessageId id, IdempotencyKey key, Outcome outcome) {
        try {
            relay.rememberAnswer(key, outcome.asText());
        } catch (StoreUnavailableException e) {
            LOG.warn("A repeat of {} will get less than the first answer: {}", id, e.getMessage());
        } finally {
            callers.forget(id);
        }
    }

    /// Returns the result for a repeat: the same as the first one's.
    ///
    /// @param answer the stored outcome, if there is one
    Result replay(MessageId first, @Nullable String answer, Duration patience) {
        long seq = history.find(first).map(found -> found.message().seq()).orElse(0L);
        Outcome outcome = answer == null ? joined(first, patience) : Outcome.of(answer);
        return told(first, seq, outcome, true);
    }

    private Outcome joined(MessageId first, Duration patience) {
        Optional<Outcome> outcome =
                patience.isPositive() ? callers.join(first, patience) : Optional.empty();
        return outcome.orElseGet(Outcome.Deferred::new);
    }

    private static Result told(MessageId id, long seq, Outcome outcome, boolean replayed) {
        return switch (outcome) {
            case Outcome.Taken(var body) -> new Result.Answered(id, seq, body, replayed);
            case Outcome.Deferred _ -> new Result.Queued(id, seq, replayed);
            case Outcome.Blocked _ ->
                    new Result.Refused(id, seq, 0, "host is not allowed", replayed);
            case Outcome.Refused(int status, var text) ->
                    new Result.Refused(id, seq, status, text, replayed);
        };
    }
}
