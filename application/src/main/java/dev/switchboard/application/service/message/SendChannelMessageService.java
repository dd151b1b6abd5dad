package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.message.Journal.RememberedAnswer;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.delivery.Lanes.Progress;
import dev.switchboard.application.service.delivery.WaitingCallers.Outcome;
import dev.switchboard.application.service.message.ChannelAdmission.Admission;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a session's message to a channel: validates it, journals it, hands it to its lane and
/// waits briefly.
final class SendChannelMessageService implements SendChannelMessage {

    private static final Logger LOG = LoggerFactory.getLogger(SendChannelMessageService.class);
    private static final int MAX_BYTES = 64 * 1024;
    private static final Duration KEY_LIFE = Duration.ofHours(24);
    private static final Duration STEP = Duration.ofMillis(250);

    private final ChannelAdmission admission;
    private final ResponseUrls responseUrls;
    private final MessageRelay relay;
    private final ConversationLocks locks;
    private final SyncReplies callers;
    private final Duration syncWait;
    private final Ids ids;
    private final Clock clock;

    /// @param syncWait how long a sender waits at most for the channel's own reply
    SendChannelMessageService(
            ChannelAdmission admission,
            ResponseUrls responseUrls,
            MessageRelay relay,
            ConversationLocks locks,
            SyncReplies callers,
            Duration syncWait,
            Ids ids,
            Clock clock) {
        this.admission = admission;
        this.responseUrls = responseUrls;
        this.relay = relay;
        this.locks = locks;
        this.callers = callers;
        this.syncWait = syncWait;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Result send(Command command) {
        ConversationId conversation = ConversationId.ofSession(command.sessionId());
        if (command.message().bytes() > MAX_BYTES) {
            throw new InvalidValueException("message", Reason.TOO_LONG);
        }
        Instant now = clock.instant();
        @Nullable IdempotencyKey key = keyOf(command, now);
        @Nullable String replyTo = responseUrls.keep(command.responseUrl());
        Admission admitted = admission.judge(command.channelId());
        if (admitted == Admission.OPEN) {
            // the journal recognises a repeat without a separate query
            return journal(entry(command, conversation, replyTo, key, now), command);
        }
        Optional<Result> earlier =
                key == null
                        ? Optional.empty()
                        : relay.recall(key).map(appended -> replay(appended, command, now));
        return earlier.orElseGet(() -> refusal(admitted));
    }

    private static Result refusal(Admission admitted) {
        return switch (admitted) {
            case UNKNOWN -> new Result.UnknownChannel();
            case NO_ENDPOINT -> new Result.NoEndpoint();
            case DISABLED -> new Result.ChannelDisabled();
            case FULL -> new Result.TooManyPending();
            case OPEN -> throw new IllegalStateException("It was admitted");
        };
    }

    private Entry entry(
            Command command,
            ConversationId conversation,
            @Nullable String replyTo,
            @Nullable IdempotencyKey key,
            Instant now) {
        Target target = Target.channel(new ChannelId(command.channelId()));
        return new Entry(
                ids.messageId(),
                conversation,
                new Author(Party.SYSTEM, command.principal()),
                command.message(),
                replyTo,
                null,
                key,
                List.of(Delivery.owed(target, now)),
                now);
    }

    private Result journal(Entry entry, Command command) {
        MessageId id = entry.id();
        IdempotencyKey key = entry.key();
        callers.expect(id, outcome -> key == null ? null : answerOf(key, outcome));
        try {
            MessageRelay.Relayed relayed =
                    locks.withLock(entry.conversation(), () -> relay.relay(entry));
            return switch (relayed.appended()) {
                case Appended.Stored _ ->
                        remembered(id, key, await(entry, command, relayed.progress()));
                case Appended.Repeated _, Appended.KeyReused _ ->
                        replay(relayed.appended(), command, entry.at());
            };
        } finally {
            callers.forget(id);
        }
    }

    private Outcome await(Entry entry, Command command, Progress progress) {
        Duration patience =
                progress == Progress.MOVING ? patience(command, entry.at()) : Duration.ZERO;
        return patience.isPositive()
                ? callers.await(entry.id(), patience)
                : callers.putOff(entry.id());
    }

    /// Returns the rest of a sender's wait, which began when its request arrived. In steps, because
    /// each length has a timer of its own.
    private Duration patience(Command command, Instant arrivedAt) {
        if (!command.waitForReply()) {
            return Duration.ZERO;
        }
        Duration gone = Duration.between(arrivedAt, clock.instant());
        long steps = gone.dividedBy(STEP);
        return syncWait.minus(STEP.multipliedBy(steps));
    }

    private static RememberedAnswer answerOf(IdempotencyKey key, Outcome outcome) {
        return new RememberedAnswer(key.scope(), key.key(), outcome.asText());
    }

    /// Stores the outcome, so that an immediate repeat gets the same. A deferred outcome needs no
    /// storage: repeats get it anyway.
    private Result remembered(MessageId id, @Nullable IdempotencyKey key, Outcome outcome) {
        if (key != null
                && !(outcome instanceof Outcome.Deferred)
                && !callers.awaitAnswerStored(id)) {
            remember(id, key, outcome);
        }
        return settled(id, outcome, false);
    }

    /// The message was sent, and its sender is told so even if the outcome cannot be stored.
    private void remember(MessageId id, IdempotencyKey key, Outcome outcome) {
        try {
            relay.rememberAnswer(key, outcome.asText());
        } catch (StoreUnavailableException e) {
            LOG.warn("A repeat of {} will get less than the first answer: {}", id, e.getMessage());
        }
    }

    private Result replay(Appended appended, Command command, Instant arrivedAt) {
        return switch (appended) {
            case Appended.Repeated(var first, var answer) -> {
                Outcome outcome =
                        answer == null
                                ? join(first, patience(command, arrivedAt))
                                : Outcome.of(answer);
                yield settled(first, outcome, true);
            }
            case Appended.KeyReused _ -> new Result.KeyReused();
            case Appended.Stored(var message) -> new Result.Queued(message.id(), false);
        };
    }

    /// Answers a repeat of a request that has no outcome yet: with the same outcome if the first
    /// caller still waits on this hub, otherwise as deferred.
    ///
    /// @param patience not positive if this caller does not wait
    private Outcome join(MessageId first, Duration patience) {
        return patience.isPositive()
                ? callers.join(first, patience).orElseGet(Outcome.Deferred::new)
                : new Outcome.Deferred();
    }

    private static Result.Settled settled(MessageId id, Outcome outcome, boolean replayed) {
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

    private static @Nullable IdempotencyKey keyOf(Command command, Instant now) {
        Key key = command.key();
        return key == null
                ? null
                : new IdempotencyKey(
                        "send:" + command.principal(),
                        key.value(),
                        key.fingerprint(),
                        now.plus(KEY_LIFE));
    }
}
