package dev.switchboard.application.port.out.message;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The durable, ordered record of messages, and of what became of each.
///
/// **Atomic.** An append stores the message, its `seq`, its idempotency key and its deliveries in
/// one durable write: after a crash either all of it is there or nothing.
///
/// **Durable.** [#append] returns only after the write survives the loss of the process (and, where
/// the store says so, of power or of a minority of its members).
///
/// **Ordered.** `seq` is 1 for a conversation's first message and has no gap. If one append
/// returned before another of the same conversation began, its `seq` is the smaller one.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Journal {

    /// Stores a message with its next `seq`, unless its idempotency key is already there.
    ///
    /// If the entry answers a message, that message's deliveries become [Delivery.Answered], with a
    /// trace step, in the same write; a store that cannot write both at once finishes this before
    /// it offers the message for delivery again, also after a crash.
    Appended append(Entry entry);

    /// What [#append] would find for a key that is already there and has not expired:
    /// [Appended.Repeated] or [Appended.KeyReused]; empty if the key is free. Changes nothing.
    Optional<Appended> recall(IdempotencyKey key);

    /// Records one step of a delivery and its place in the trace. The returned stage completes when
    /// the step is durable; it may share its write with others, and a lost one costs a repeat,
    /// never a loss. It completes exceptionally if the store is unavailable.
    ///
    /// After that nobody knows whether the step was taken, so the same one may be asked for again:
    /// if its result [stands already][Settlement#stands], it is [Settled#DONE], and neither the
    /// delivery nor the trace changes.
    CompletionStage<Settled> settle(Settlement settlement);

    /// Gives up everything that is pending for a target, without calling it.
    ///
    /// @return how many deliveries that were
    int parkPending(Target target, ParkReason reason, Instant now);

    /// Sends a parked delivery to the end of its lane: behind everything pending in it now. Of
    /// several callers at once, one wins.
    Redriven redrive(MessageId message, Target target, Instant now);

    /// Gives a parked delivery up for good.
    Discard discard(MessageId message, Target target, Instant now);

    /// Remembers what the first request with this key was answered, for as long as the key lives.
    /// The first answer stays: another one is ignored.
    void rememberAnswer(String scope, String key, String answer);

    /// A message to be stored.
    ///
    /// @param key what makes a repeat recognisable; null if every request is a new one
    /// @param deliveries what it is owed to; a delivery may be born parked
    record Entry(
            MessageId id,
            ConversationId conversation,
            Author author,
            Content content,
            @Nullable String replyTo,
            @Nullable MessageId answers,
            @Nullable IdempotencyKey key,
            List<Delivery> deliveries,
            Instant at) {
        public Entry {
            deliveries = List.copyOf(deliveries);
        }
    }

    /// What came of an append.
    sealed interface Appended {

        /// The message that was appended now, or by the first request with this key.
        MessageId first();

        /// The message is stored.
        record Stored(Message message) implements Appended {
            @Override
            public MessageId first() {
                return message.id();
            }
        }

        /// The key was there with the same fingerprint: nothing was appended.
        ///
        /// @param first the message that the first request appended
        /// @param answer what [#rememberAnswer] or a [Note] told for it, if one did
        record Repeated(MessageId first, @Nullable String answer) implements Appended {}

        /// The key was there with another fingerprint: nothing was appended.
        record KeyReused(MessageId first) implements Appended {}
    }

    /// One step of a delivery.
    ///
    /// @param conversation the message's own: by it a store finds the message without asking around
    /// @param expected the revision the delivery has if nobody else stepped in
    /// @param next what it becomes
    /// @param receipt what the target called the message when it took it, 1-200 characters, or
    ///   null; kept whether or not the step is taken, see [History#findByReceipt]
    /// @param pace how soon it is to be durable
    /// @param note kept in the same write, whether or not the step is taken; null if there is none
    record Settlement(
            ConversationId conversation,
            MessageId message,
            long expected,
            Delivery next,
            Attempt attempt,
            @Nullable String receipt,
            Pace pace,
            @Nullable Note note) {

        /// A step without a note.
        public Settlement(
                ConversationId conversation,
                MessageId message,
                long expected,
                Delivery next,
                Attempt attempt,
                @Nullable String receipt,
                Pace pace) {
            this(conversation, message, expected, next, attempt, receipt, pace, null);
        }

        /// A step that something waits for.
        public Settlement(
                Message message,
                long expected,
                Delivery next,
                Attempt attempt,
                @Nullable String receipt) {
            this(
                    message.conversation(),
                    message.id(),
                    expected,
                    next,
                    attempt,
                    receipt,
                    Pace.PROMPT);
        }

        /// A step that something waits for and that brought no receipt.
        public Settlement(Message message, long expected, Delivery next, Attempt attempt) {
            this(message, expected, next, attempt, null);
        }

        public Settlement noting(@Nullable Note kept) {
            return new Settlement(
                    conversation, message, expected, next, attempt, receipt, pace, kept);
        }

        /// Whether this very step led to where the delivery is now. A call of the target is known
        /// by when it began: of two that led to the same state, only one did.
        ///
        /// @param lastCall the newest step of the delivery that called the target
        public boolean stands(Delivery now, @Nullable Attempt lastCall) {
            return now.getClass() == next.getClass()
                    && now.revision() == next.revision()
                    && now.attempts() == next.attempts()
                    && (attempt.number() == 0 || attempt.isSameCall(lastCall));
        }
    }

    /// What the first request with the message's key was answered, as [#rememberAnswer] keeps it.
    record Note(String scope, String key, String answer) {}

    /// How soon a step is to be durable.
    enum Pace {
        /// Something waits for it.
        PROMPT,
        /// Nothing waits for it: a store may take some milliseconds more, to write it together with
        /// others.
        UNHURRIED
    }

    /// Whether a step was taken.
    enum Settled {
        /// It was, now or when it was asked for before.
        DONE,
        /// The delivery had moved on; nothing was changed but the trace, which has the attempt.
        OVERTAKEN
    }

    sealed interface Redriven {

        /// @param delivery pending again, at the end of its lane
        record Queued(Message message, Delivery.Pending delivery) implements Redriven {}

        /// It is not parked, or no longer.
        record NotParked() implements Redriven {}

        record Unknown() implements Redriven {}
    }

    enum Discard {
        DONE,
        NOT_PARKED,
        UNKNOWN
    }
}
