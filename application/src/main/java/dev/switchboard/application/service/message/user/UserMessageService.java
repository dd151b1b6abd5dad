package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.MessageRelay.Relayed;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sends end users' messages: checks the claim, journals the message, hands it to its lane and
/// waits briefly.
final class UserMessageService implements SendUserMessage {

    private final UserAdmission admission;
    private final MessageRelay relay;
    private final UserReplies replies;
    private final OpenAgentSessions agentSessions;
    private final HandoffCache handoffs;
    private final Node node;

    UserMessageService(
            UserAdmission admission,
            MessageRelay relay,
            UserReplies replies,
            OpenAgentSessions agentSessions,
            HandoffCache handoffs,
            Node node) {
        this.admission = admission;
        this.relay = relay;
        this.replies = replies;
        this.agentSessions = agentSessions;
        this.handoffs = handoffs;
        this.node = node;
    }

    @Override
    public Result send(Command command) {
        IdempotencyKey key =
                ReplyCorrelation.key(
                        command.conversation(),
                        command.key(),
                        command.fingerprint(),
                        node.clock().instant());
        return switch (admission.admit(command)) {
            case FOREIGN -> new Result.NotYours();
            case ADMITTED -> sendAsOwner(command, key);
            case BY_CLAIM -> sendFirst(command, key);
        };
    }

    private Result sendAsOwner(Command command, IdempotencyKey key) {
        return switch (command.purpose()) {
            case SAY -> say(command, key);
            case END -> end(command, key);
        };
    }

    /// Only a journaled message makes a claim: a repeat makes none, nor does the end of an ended
    /// session.
    private Result sendFirst(Command command, IdempotencyKey key) {
        Optional<Appended> earlier = relay.recall(key);
        if (earlier.isPresent()) {
            return replay(earlier.get(), command);
        }
        if (command.purpose() == Purpose.END && !agentSessions.open(command.conversation())) {
            return new Result.NothingToEnd(0);
        }
        if (admission.isFull(command)) {
            return new Result.TooManyPending();
        }
        return switch (admission.claim(command)) {
            case ADMITTED -> sendAsOwner(command, key);
            case BY_CLAIM, FOREIGN -> new Result.NotYours();
        };
    }

    /// A repeat gets the first result, however much waits now.
    private Result say(Command command, IdempotencyKey key) {
        if (admission.isFull(command)) {
            return relay.recall(key)
                    .map(earlier -> replay(earlier, command))
                    .orElseGet(Result.TooManyPending::new);
        }
        return journal(command, key);
    }

    /// A repeat may find the agent session ended by the first request, or not, if the hub or the
    /// store failed amid that.
    private Result end(Command command, IdempotencyKey key) {
        ConversationId conversation = command.conversation();
        Optional<Appended> earlier = relay.recall(key);
        if (earlier.isPresent()) {
            if (earlier.get() instanceof Appended.Repeated(var first, _)) {
                node.locks().withLock(conversation, () -> endAgain(conversation, first));
            }
            return replay(earlier.get(), command);
        }
        return node.locks().withLock(conversation, () -> releaseIfEnded(conversation))
                ? new Result.NothingToEnd(node.store().conversations().lastSeq(conversation))
                : journal(command, key);
    }

    /// Releases the claim of a sender who ends a conversation without an open agent session.
    ///
    /// @return false if there is one
    private boolean releaseIfEnded(ConversationId conversation) {
        if (agentSessions.open(conversation)) {
            return false;
        }
        admission.release(conversation);
        return true;
    }

    private void endAgain(ConversationId conversation, MessageId end) {
        if (agentSessions.endAgain(conversation, end)) {
            admission.release(conversation);
        }
    }

    private Result journal(Command command, IdempotencyKey key) {
        MessageId id = node.ids().messageId();
        replies.expect(id, command);
        Sent sent = sendOrForget(id, command, key);
        Appended appended = sent.relayed().appended();
        return switch (appended) {
            case Appended.Stored(var message) when sent.isForAgent() ->
                    new Result.Queued(message.id(), message.seq(), false);
            case Appended.Stored(var message) -> {
                replies.watch(message);
                yield replies.result(message, key, command, sent.relayed().progress());
            }
            case Appended.Repeated _, Appended.KeyReused _ -> replay(appended, command);
        };
    }

    /// @param target the target of the delivery: the party that answers now
    private record Sent(Relayed relayed, Target target) {

        /// An agent answers later, in the conversation.
        boolean isForAgent() {
            return target.equals(Target.CONSOLES);
        }
    }

    private Sent sendOrForget(MessageId id, Command command, IdempotencyKey key) {
        boolean awaited = false;
        ConversationId conversation = command.conversation();
        Instant now = node.clock().instant();
        try {
            Sent sent =
                    node.locks()
                            .withLock(conversation, () -> sendToWhoAnswers(id, command, key, now));
            awaited = sent.relayed().appended() instanceof Appended.Stored && !sent.isForAgent();
            return sent;
        } finally {
            if (!awaited) {
                replies.neverMind(id);
            }
        }
    }

    /// The caller holds the conversation's lock, so the target stays the same until the message is
    /// stored, and the agent session changes with it.
    private Sent sendToWhoAnswers(MessageId id, Command command, IdempotencyKey key, Instant now) {
        ConversationId conversation = command.conversation();
        Target target = handoffs.answering(conversation, command.target());
        if (command.purpose() == Purpose.SAY
                && target.kind() == Target.Kind.DESK
                && !agentSessions.open(conversation)
                && relay.recall(key).isEmpty()) {
            agentSessions.begin(conversation);
        }
        Sent sent = new Sent(relay.relay(entry(id, command, key, target, now)), target);
        if (command.purpose() == Purpose.END
                && sent.relayed().appended() instanceof Appended.Stored) {
            agentSessions.end(conversation);
            admission.release(conversation);
        }
        return sent;
    }

    private Result replay(Appended appended, Command command) {
        return switch (appended) {
            case Appended.Repeated(var first, var answer) ->
                    replies.replay(first, answer, command.patience());
            case Appended.KeyReused _ -> new Result.KeyReused();
            case Appended.Stored(var message) ->
                    new Result.Queued(message.id(), message.seq(), false);
        };
    }

    private Entry entry(
            MessageId id, Command command, IdempotencyKey key, Target target, Instant now) {
        return new Entry(
                id,
                command.conversation(),
                new Author(Party.USER, command.conversation().externalId()),
                command.content(),
                key,
                List.of(Delivery.owed(target, now)),
                now);
    }
}
