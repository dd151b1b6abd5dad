package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.handoff.RequestAgent.AgentRequest;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Part;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.application.port.in.message.AcceptReply.Result;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.handoff.AgentRequests;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.message.user.PartOrder.Answer;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts the replies of bots, and of desks that reply as bots do. Journals them for the live
/// followers of their conversation and carries out their effects.
///
/// A whole answer is journaled at once; parts are journaled in order. A part whose predecessor is
/// missing is stored and waits for it for a limited time, even over a restart.
final class BotReplies implements AcceptReply, PartitionListener {

    private static final Logger LOG = LoggerFactory.getLogger(BotReplies.class);
    private static final String BOT_ASKS = "bot_asks";
    private static final Duration USUALLY = Duration.ofSeconds(2);

    private final Node node;
    private final MessageRelay relay;
    private final ReplyCorrelation correlation;
    private final OpenAgentSessions agentSessions;
    private final UserMessageWatch watch;
    private final SystemEvents events;
    private final AgentRequests agentRequests;
    private final WaitingParts waiting;
    private final Later later;
    private final Map<String, Duration> longest;
    private final PartOrder order = new PartOrder(10_000);

    /// @param longest how long a part waits at most, by the origin of its conversation; 2 s for
    ///   others
    BotReplies(
            Node node,
            MessageRelay relay,
            OpenAgentSessions agentSessions,
            UserMessageWatch watch,
            SystemEvents events,
            AgentRequests agentRequests,
            WaitingParts waiting,
            Map<String, Duration> longest) {
        this.node = node;
        this.relay = relay;
        this.correlation = new ReplyCorrelation(relay, node.store().history());
        this.agentSessions = agentSessions;
        this.watch = watch;
        this.events = events;
        this.agentRequests = agentRequests;
        this.waiting = waiting;
        this.later = node.later();
        this.longest = Map.copyOf(longest);
    }

    @Override
    public Result accept(Reply reply) {
        Part part = reply.part();
        ConversationId conversation = reply.conversation();
        return part == null || conversation == null
                ? acceptWhole(reply)
                : withAnswer(
                        conversation,
                        part.answer(),
                        answer -> acceptPart(answer, reply, conversation, part));
    }

    /// Takes the conversation's lock only as long as this reply needs it: an effect must not
    /// overtake that of another message.
    private Result acceptWhole(Reply reply) {
        if (reply.effect() != Effect.NONE) {
            return node.locks().withLock(reply.filedUnder(), () -> append(reply));
        }
        Entry entry = entry(reply);
        return carryOutEffects(
                node.locks().withLock(entry.conversation(), () -> relay.relay(entry)).appended(),
                reply,
                entry);
    }

    private Result acceptPart(Answer answer, Reply reply, ConversationId conversation, Part part) {
        if (answer.isReady(part.index())) {
            Result result = append(reply);
            answer.released(part.index());
            releaseUpTo(answer, part.index());
            return result;
        }
        WaitingParts.Part stored =
                new WaitingParts.Part(
                        conversation,
                        part.answer(),
                        part.index(),
                        fingerprint(reply),
                        ReplyText.write(reply, conversation, part),
                        node.clock().instant());
        waiting.put(stored);
        hold(answer, stored);
        return new Result.Accepted();
    }

    private static String fingerprint(Reply reply) {
        Once once = reply.once();
        return once == null ? Integer.toHexString(reply.content().text().hashCode()) : once.key();
    }

    private <T> T withAnswer(ConversationId conversation, String name, Function<Answer, T> work) {
        return node.locks()
                .withLock(conversation, () -> order.withAnswer(conversation, name, work));
    }

    private Answer hold(Answer answer, WaitingParts.Part part) {
        answer.hold(part);
        tryLater(part, part.at().plus(longest(part)));
        return answer;
    }

    private Duration longest(WaitingParts.Part part) {
        return longest.getOrDefault(part.conversation().origin(), USUALLY);
    }

    private void tryLater(WaitingParts.Part part, Instant when) {
        later.at(when, () -> stopWaiting(part));
    }

    /// Releases a part that has waited long enough for its predecessor. Others of its answer may
    /// wait in the store alone, if this hub has taken the conversation a moment ago.
    private void stopWaiting(WaitingParts.Part part) {
        if (!order.holds(part)) {
            return; // it was released, or another hub has it
        }
        try {
            withAnswer(
                    part.conversation(),
                    part.answer(),
                    answer -> {
                        waiting.of(part.conversation()).stream()
                                .filter(stored -> stored.answer().equals(part.answer()))
                                .forEach(answer::hold);
                        return releaseUpTo(answer, part.index());
                    });
        } catch (RuntimeException e) {
            LOG.debug("A part of an answer waits for the store: {}", e.getMessage());
            if (node.locks().mayTake(part.conversation())) { // who takes the conversation looks
                tryLater(part, node.clock().instant().plus(longest(part)));
            }
        }
    }

    /// Releases all parts up to this one, and those that then need not wait any more.
    private Answer releaseUpTo(Answer answer, int index) {
        answer.heldUpTo(index).forEach(part -> release(answer, part));
        List<WaitingParts.Part> ready = answer.ready();
        while (!ready.isEmpty()) {
            ready.forEach(part -> release(answer, part));
            ready = answer.ready();
        }
        return answer;
    }

    private void release(Answer answer, WaitingParts.Part part) {
        append(ReplyText.read(part.reply()));
        waiting.remove(part);
        answer.released(part);
    }

    /// Loads the parts that waited when the hub before stopped.
    @Override
    public void recover(Partitions some, boolean last) {
        Partitions ours = some.and(node.ownership().held());
        waiting.all().stream()
                .filter(part -> ours.contains(part.conversation()))
                .forEach(part ->
                        withAnswer(
                                part.conversation(), part.answer(), answer -> hold(answer, part)));
    }

    @Override
    public void lost(Partitions some) {
        order.forget(some);
        watch.forget(some);
    }

    /// Removes the waiting parts of a conversation, here and in the store. The caller holds its
    /// lock.
    void forget(ConversationId conversation) {
        order.heldIn(conversation).forEach(waiting::remove);
        waiting.of(conversation).forEach(waiting::remove);
        order.forget(conversation);
    }

    /// Journals a reply and carries out its effect. The caller holds the conversation's lock.
    private Result append(Reply reply) {
        Entry entry = entry(reply);
        return reply.conversation() != null
                        && reply.effect() == Effect.ASKS_FOR_AGENT
                        && agentRequests.enabled()
                ? appendWithHandoff(reply, entry)
                : carryOutEffects(relay.relay(entry).appended(), reply, entry);
    }

    /// The handoff is stored before the reply, so that a crash cannot lose it. A repeat does not
    /// request an agent again, even if the agent of the first request has left.
    private Result appendWithHandoff(Reply reply, Entry entry) {
        ConversationId conversation = entry.conversation();
        Customer customer = new Customer(conversation.externalId(), "", Customer.NOTHING_ELSE);
        IdempotencyKey key = entry.key();
        Optional<Appended> earlier = key == null ? Optional.empty() : relay.recall(key);
        return earlier.isPresent()
                ? carryOutEffects(earlier.get(), reply, entry)
                : agentRequests.withHandoff(
                        AgentRequest.ofClient(conversation, customer, BOT_ASKS),
                        () -> carryOutEffects(relay.relay(entry).appended(), reply, entry));
    }

    private Entry entry(Reply reply) {
        Instant now = node.clock().instant();
        ConversationId conversation = reply.filedUnder();
        boolean routable = reply.conversation() != null;
        Delivery.Pending owed = Delivery.owed(Target.LIVE_CLIENTS, now);
        return new Entry(
                node.ids().messageId(),
                conversation,
                reply.author(),
                reply.content(),
                null,
                routable ? correlation.find(reply.asked(), conversation, now) : null,
                key(reply, conversation, now),
                List.of(routable ? owed : owed.park(ParkReason.UNROUTABLE, now)),
                now);
    }

    private static @Nullable IdempotencyKey key(
            Reply reply, ConversationId conversation, Instant now) {
        Once once = reply.once();
        return once == null
                ? null
                : new IdempotencyKey(
                        "reply:" + conversation, once.key(), "", now.plus(once.life()));
    }

    /// Carries out the effects of an append. The first append may have lost its reply, or the hub
    /// may have died after it, so a repeat carries them out too, unless the conversation has gone
    /// on.
    private Result carryOutEffects(Appended appended, Reply reply, Entry entry) {
        stopSending(entry, reply);
        return switch (appended) {
            case Appended.Stored _ -> {
                takeEffect(reply.effect(), entry);
                yield new Result.Accepted();
            }
            case Appended.Repeated _, Appended.KeyReused _ -> {
                repeatEffect(reply.effect(), entry, appended.first());
                yield new Result.Repeated();
            }
        };
    }

    /// A message that was answered has arrived, whatever its own call returned: it is not sent
    /// again.
    private void stopSending(Entry entry, Reply reply) {
        MessageId question = entry.answers();
        if (question != null) {
            relay.stopSending(
                    question, new LaneKey(entry.conversation(), reply.from()), entry.at());
        }
    }

    private void repeatEffect(Effect effect, Entry entry, MessageId first) {
        ConversationId conversation = entry.conversation();
        if (effect == Effect.ENDS_AGENT_SESSION) {
            agentSessions.endAgain(conversation, first);
        } else if (relay.isNewest(conversation, first)) {
            takeEffect(effect, entry);
        }
    }

    private void takeEffect(Effect effect, Entry entry) {
        ConversationId conversation = entry.conversation();
        watch.answered(conversation, entry.answers());
        switch (effect) {
            case NONE -> {}
            case ENDS_AGENT_SESSION -> agentSessions.end(conversation);
            case ASKS_FOR_AGENT -> {
                if (!agentRequests.enabled()) {
                    events.handoffRequested(conversation);
                }
            }
        }
    }
}
