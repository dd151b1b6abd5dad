package dev.switchboard.application.port.out.message;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
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

/// The durable, ordered record of messages and of the outcome of each.
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

    /// Returns what [#append] would return for a key that is stored and has not expired:
    /// [Appended.Repeated] or [Appended.KeyReused]. Empty if the key is free. Changes nothing.
    Optional<Appended> recall(IdempotencyKey key);

    /// Records one step of a delivery and its entry in the trace. The returned stage completes when
    /// the step is durable. The step may share its write with others; losing it costs a repeat,
    /// never a message. The stage completes exceptionally if the store is unavailable.
    ///
    /// Then it is unknown whether the step was stored, and the same one may be repeated: if its
    /// result [stands already][Settlement#stands], the stage completes with [Settled.Done], and
    /// neither the delivery nor the trace changes.
    CompletionStage<Settled> settle(Settlement settlement);

    /// Parks everything that is pending for a target, without calling it.
    ///
    /// @return the number of deliveries parked
    int parkPending(Target target, ParkReason reason, Instant now);

    /// Sends a parked delivery to the end of its lane, after everything pending in it now. Of
    /// concurrent callers, one wins.
    Redriven redrive(MessageId message, Target target, Instant now);

    /// Discards a parked delivery.
    Discard discard(MessageId message, Target target, Instant now);

    /// Remembers the response to the first request with this key, for as long as the key lives. The
    /// first one stays: a later one is ignored.
    void rememberAnswer(String scope, String key, String answer);

    /// A message to be stored.
    ///
    /// @param key identifies repeats; null if every request is a new message
    /// @param deliveries may include ones that are parked from the start; empty for a message that
    ///   is for agents alone, which consoles read from the journal
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
            if (content.isForAgents() && !deliveries.isEmpty()) {
                throw new IllegalArgumentException("A note is owed to nobody");
            }
        }

        /// A message that answers none.
        public Entry(
                MessageId id,
                ConversationId conversation,
                Author author,
                Content content,
                @Nullable IdempotencyKey key,
                List<Delivery> deliveries,
                Instant at) {
            this(id, conversation, author, content, null, null, key, deliveries, at);
        }

        /// Whether live clients belong to its conversation from now on.
        public boolean bringsClients() {
            return author.party() == Party.USER
                    || deliveries.stream()
                            .anyMatch(owed -> owed.target().kind() == Target.Kind.CLIENTS);
        }
    }

    /// The result of an append.
    sealed interface Appended {

        /// Returns the id of the message that was appended now, or by the first request with this
        /// key.
        MessageId first();

        /// The message is stored.
        record Stored(Message message) implements Appended {
            @Override
            public MessageId first() {
                return message.id();
            }
        }

        /// The key was stored with the same fingerprint: nothing was appended.
        ///
        /// @param first the message that the first request appended
        /// @param answer the response that [#rememberAnswer] or a [RememberedAnswer] stored, if
        ///   there is one
        record Repeated(MessageId first, @Nullable String answer) implements Appended {}

        /// The key was stored with another fingerprint: nothing was appended.
        record KeyReused(MessageId first) implements Appended {}
    }

    /// One step of a delivery.
    ///
    /// @param conversation the message's conversation, by which a store finds the message directly
    /// @param expected the delivery's revision if no other writer has changed it
    /// @param next the new state of the delivery
    /// @param receipt the target's own id of the message, 1-200 characters, or null; stored whether
    ///   or not the step is taken, see [History#findByReceipt]
    /// @param pace how soon the step must be durable
    /// @param answer stored in the same write, whether or not the step is taken; null if there is
    ///   none
    record Settlement(
            ConversationId conversation,
            MessageId message,
            long expected,
            Delivery next,
            Attempt attempt,
            @Nullable String receipt,
            Pace pace,
            @Nullable RememberedAnswer answer) {

        /// A step without an answer.
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

        /// A prompt step without an answer.
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

        /// A prompt step without a receipt.
        public Settlement(Message message, long expected, Delivery next, Attempt attempt) {
            this(message, expected, next, attempt, null);
        }

        public Settlement withAnswer(@Nullable RememberedAnswer kept) {
            return new Settlement(
                    conversation, message, expected, next, attempt, receipt, pace, kept);
        }

        /// Whether this very step led to the delivery's current state. Calls of a target are
        /// distinguished by their start time: of two calls that led to equal states, only one
        /// matches.
        ///
        /// @param lastCall the newest step of the delivery that called the target
        public boolean stands(Delivery now, @Nullable Attempt lastCall) {
            return now.getClass() == next.getClass()
                    && now.revision() == next.revision()
                    && now.attempts() == next.attempts()
                    && (attempt.number() == 0 || attempt.isSameCall(lastCall));
        }
    }

    /// The response to the first request with the message's key, as [#rememberAnswer] stores it.
    record RememberedAnswer(String scope, String key, String answer) {}

    /// The urgency of making a step durable.
    enum Pace {
        /// Something waits for it.
        PROMPT,
        /// Nothing waits for it: a store may delay it by some milliseconds to write it together
        /// with others.
        UNHURRIED
    }

    /// The answer to whether a step was stored.
    sealed interface Settled {

        /// It was stored, now or by an earlier call.
        record Done() implements Settled {}

        /// The delivery had changed; only the trace was extended by the attempt.
        ///
        /// @param now the delivery as it was found; null if its message is gone
        record Overtaken(@Nullable Delivery now) implements Settled {}
    }

    sealed interface Redriven {

        /// @param delivery pending again, at the end of its lane
        record Queued(Message message, Delivery.Pending delivery) implements Redriven {}

        /// It is not parked, or not any more.
        record NotParked() implements Redriven {}

        record Unknown() implements Redriven {}
    }

    enum Discard {
        DONE,
        NOT_PARKED,
        UNKNOWN
    }
}
