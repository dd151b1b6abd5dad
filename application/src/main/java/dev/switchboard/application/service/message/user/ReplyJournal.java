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

/// Journals replies for the live followers of their conversation.
final class ReplyJournal {

    private static final String NOWHERE = "unroutable";

    private final MessageRelay relay;
    private final ConversationLocks locks;
    private final ReplyCorrelation replyCorrelation;
    private final ReplyEffects effects;
    private final Ids ids;
    private final Clock clock;

    ReplyJournal(
            MessageRelay relay,
            ConversationLocks locks,
            ReplyCorrelation replyCorrelation,
            ReplyEffects effects,
            Ids ids,
            Clock clock) {
        this.relay = relay;
        this.locks = locks;
        this.replyCorrelation = replyCorrelation;
        this.effects = effects;
        this.ids = ids;
        this.clock = clock;
    }

    /// Takes the conversation's lock only as long as this reply needs it.
    Result append(Reply reply) {
        if (effects.needsLock(reply.effect())) {
            return locks.withLock(conversationOf(reply), () -> appendUnderLock(reply));
        }
        Entry entry = entry(reply);
        return finish(
                locks.withLock(entry.conversation(), () -> relay.relay(entry)).appended(),
                reply,
                entry);
    }

    /// Like [#append]. The caller holds the conversation's lock.
    Result appendUnderLock(Reply reply) {
        Entry entry = entry(reply);
        return reply.conversation() != null && effects.comesFirst(reply.effect())
                ? appendAfterEffect(reply, entry)
                : finish(relay.relay(entry).appended(), reply, entry);
    }

    /// A repeat does not request an agent again, even if the agent of the first request has left.
    private Result appendAfterEffect(Reply reply, Entry entry) {
        IdempotencyKey key = entry.key();
        Optional<Appended> earlier = key == null ? Optional.empty() : relay.recall(key);
        return earlier.isPresent()
                ? finish(earlier.get(), reply, entry)
                : effects.around(
                        entry.conversation(),
                        () -> finish(relay.relay(entry).appended(), reply, entry));
    }

    private static ConversationId conversationOf(Reply reply) {
        ConversationId named = reply.conversation();
        return named == null ? ConversationId.of(reply.origin(), NOWHERE) : named;
    }

    /// Carries out the consequences of an append. The first append may have lost its reply, or the
    /// hub may have died after it, so a repeat carries them out too, unless the conversation has
    /// gone on.
    private Result finish(Appended appended, Reply reply, Entry entry) {
        ConversationId conversation = entry.conversation();
        stopSending(entry, reply);
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

    private Entry entry(Reply reply) {
        Instant now = clock.instant();
        ConversationId conversation = conversationOf(reply);
        boolean routable = reply.conversation() != null;
        Delivery.Pending owed = Delivery.owed(Target.LIVE_CLIENTS, now);
        return new Entry(
                ids.messageId(),
                conversation,
                reply.author(),
                reply.content(),
                null,
                routable ? replyCorrelation.find(reply.asked(), conversation, now) : null,
                key(reply, conversation, now),
                List.of(routable ? owed : owed.park(ParkReason.UNROUTABLE, now)),
                now);
    }

    /// A message that was answered has arrived, whatever its own call returned: it is not sent
    /// again.
    private void stopSending(Entry entry, Reply reply) {
        MessageId question = entry.answers();
        if (question != null) {
            relay.stopSending(question, new LaneKey(entry.conversation(), reply.from()));
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
