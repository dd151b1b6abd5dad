package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.application.port.in.message.AcceptReply.Result;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts a reply into the journal, for whoever follows the conversation live.
public final class ReplyJournal {

    private static final String NOWHERE = "unroutable";

    private final MessageRelay relay;
    private final ConversationLocks locks;
    private final Questions questions;
    private final ReplyEffects effects;
    private final Ids ids;
    private final Clock clock;

    public ReplyJournal(
            MessageRelay relay,
            ConversationLocks locks,
            Questions questions,
            ReplyEffects effects,
            Ids ids,
            Clock clock) {
        this.relay = relay;
        this.locks = locks;
        this.questions = questions;
        this.effects = effects;
        this.ids = ids;
        this.clock = clock;
    }

    Result append(Reply reply) {
        ConversationId conversation = reply.conversation();
        return conversation != null && effects.comesFirst(reply.effect())
                ? locks.withLock(conversation, () -> appendAfterEffect(reply, conversation))
                : appendNow(reply);
    }

    /// A repeat asks for nobody once more, also when the agent whom the first one brought has left.
    private Result appendAfterEffect(Reply reply, ConversationId conversation) {
        IdempotencyKey key = key(reply, conversation, clock.instant());
        Optional<Appended> earlier = key == null ? Optional.empty() : relay.recall(key);
        return earlier.isPresent()
                ? finish(earlier.get(), reply, conversation, questionOf(reply, clock.instant()))
                : effects.around(conversation, () -> appendNow(reply));
    }

    private Result appendNow(Reply reply) {
        Instant now = clock.instant();
        ConversationId named = reply.conversation();
        ConversationId conversation =
                named == null ? ConversationId.of(reply.origin(), NOWHERE) : named;
        @Nullable MessageId question = questionOf(reply, now);
        Entry entry = entry(reply, conversation, question, now);
        return finish(relay.relay(entry).appended(), reply, conversation, question);
    }

    private @Nullable MessageId questionOf(Reply reply, Instant now) {
        ConversationId named = reply.conversation();
        return named == null ? null : questions.find(reply.asked(), named, now);
    }

    /// Does what is done behind an append. The first append may have lost its reply, or the hub may
    /// have died behind it, so a repeat does it as well, unless the conversation has gone on.
    private Result finish(
            Appended appended,
            Reply reply,
            ConversationId conversation,
            @Nullable MessageId question) {
        stopSending(question, conversation, reply);
        return switch (appended) {
            case Appended.Stored _ -> {
                effects.take(reply.effect(), conversation);
                yield new Result.Accepted();
            }
            case Appended.Repeated _, Appended.KeyReused _ -> {
                if (relay.isNewest(conversation, appended.first())) {
                    effects.take(reply.effect(), conversation);
                }
                yield new Result.Repeated();
            }
        };
    }

    private Entry entry(
            Reply reply, ConversationId conversation, @Nullable MessageId question, Instant now) {
        Delivery.Pending owed = Delivery.owed(Target.LIVE_CLIENTS, now);
        boolean routable = reply.conversation() != null;
        return new Entry(
                ids.messageId(),
                conversation,
                reply.author(),
                reply.content(),
                null,
                question,
                key(reply, conversation, now),
                List.of(routable ? owed : owed.park(ParkReason.UNROUTABLE, now)),
                now);
    }

    /// A question that was answered was taken, whatever its own call says: it is not sent again.
    private void stopSending(
            @Nullable MessageId question, ConversationId conversation, Reply reply) {
        if (question != null) {
            relay.stopSending(question, new LaneKey(conversation, reply.from()));
        }
    }

    private static @Nullable IdempotencyKey key(
            Reply reply, ConversationId conversation, Instant now) {
        Once once = reply.once();
        return once == null
                ? null
                : new IdempotencyKey(
                        "reply:" + conversation, once.key(), "", now.plus(once.life()));
    }
}
