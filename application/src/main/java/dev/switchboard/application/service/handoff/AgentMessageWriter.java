package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Reachable;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.MessageCommand;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.NoteCommand;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.WriteAsAgent;
import dev.switchboard.application.port.in.handoff.WriteAsAgent.AgentAtConsole;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Step.Order;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Journals agents' messages and notes at the hub that owns the conversation, and shows users that
/// agents type. The lease is checked and the message journaled under the conversation's lock, under
/// which leases end. So nothing is written under a lease that is over.
final class AgentMessageWriter implements WriteAsAgent {

    private static final Duration TYPING_PAUSE = Duration.ofSeconds(1);

    private final LeaseGuard leaseGuard;
    private final MessageRelay relay;
    private final ContextReader context;
    private final Node node;

    /// Whether they were shown as typing, or as no longer, within the last second.
    private final Map<Typist, Boolean> shown = new ConcurrentHashMap<>();

    AgentMessageWriter(
            LeaseGuard leaseGuard, MessageRelay relay, ContextReader context, Node node) {
        this.leaseGuard = leaseGuard;
        this.relay = relay;
        this.context = context;
        this.node = node;
    }

    private record Typist(ConversationId conversation, AgentId agent) {}

    @Override
    public SendResult say(MessageCommand command, AgentAtConsole by) {
        return node.locks().withLock(command.conversation(), () -> sayUnderLock(command, by));
    }

    private SendResult sayUnderLock(MessageCommand command, AgentAtConsole by) {
        Agent agent = by.agent();
        Instant now = node.clock().instant();
        Order order = new Order(command.id(), command.fingerprint());
        IdempotencyKey key = HandoffRecord.key(command.conversation(), agent.id(), order, now);
        Leased leased = leaseGuard.renewed(command.conversation(), command.lease(), agent);
        if (leased == null) {
            return relay.recall(key)
                    .map(this::repeated)
                    .orElseGet(() -> leaseGuard.refusal(command.conversation(), agent));
        }
        Reachable reachable = context.reachable(leased);
        if (reachable != null && reachable.overAt(now)) {
            return relay.recall(key)
                    .map(this::repeated)
                    .orElseGet(() -> new SendResult.WindowClosed(reachable.until()));
        }
        List<Delivery> owed = List.of(Delivery.owed(leased.details().answersTo(), now));
        SendResult said = said(command.conversation(), agent, command.content(), key, owed);
        leaseGuard.seenBy(by, command.conversation());
        return said;
    }

    @Override
    public SendResult note(NoteCommand command, AgentAtConsole by) {
        return node.locks().withLock(command.conversation(), () -> noteUnderLock(command, by));
    }

    private SendResult noteUnderLock(NoteCommand command, AgentAtConsole by) {
        ConversationId conversation = command.conversation();
        Agent agent = by.agent();
        Order order = new Order(command.id(), command.fingerprint());
        IdempotencyKey key =
                HandoffRecord.key(conversation, agent.id(), order, node.clock().instant());
        AgentNote note = command.whispered() ? whispered(command, by) : written(command, by);
        if (note == null) {
            return relay.recall(key).map(this::repeated).orElse(DeskRefusal.NOT_FOUND);
        }
        SendResult said = said(conversation, agent, Content.forAgents(note), key, List.of());
        leaseGuard.seenBy(by, conversation);
        return said;
    }

    private @Nullable AgentNote written(NoteCommand command, AgentAtConsole by) {
        boolean holds = leaseGuard.renewed(command.conversation(), by.agent()) != null;
        return holds || by.watches() ? command.note() : null;
    }

    /// For the holder, if that is somebody else.
    private @Nullable AgentNote whispered(NoteCommand command, AgentAtConsole by) {
        AgentId holder = leaseGuard.holder(command.conversation()).orElse(null);
        boolean mayWhisper = by.watches() && !by.agent().id().equals(holder);
        return mayWhisper && holder != null ? command.note().sealedFor(holder.value()) : null;
    }

    private SendResult said(
            ConversationId conversation,
            Agent agent,
            Content content,
            IdempotencyKey key,
            List<Delivery> owed) {
        Entry entry =
                new Entry(
                        node.ids().messageId(),
                        conversation,
                        new Author(Party.AGENT, agent.id().value()),
                        content,
                        key,
                        owed,
                        node.clock().instant());
        Appended appended = relay.relay(entry).appended();
        return switch (appended) {
            case Appended.Stored(var message) ->
                    new SendResult.Accepted(message.seq(), message.at(), false);
            case Appended.Repeated _, Appended.KeyReused _ -> repeated(appended);
        };
    }

    private SendResult repeated(Appended appended) {
        return switch (appended) {
            case Appended.Stored(var message) ->
                    new SendResult.Accepted(message.seq(), message.at(), true);
            case Appended.Repeated(var first, _) -> duplicate(first);
            case Appended.KeyReused _ -> DeskRefusal.ID_REUSED;
        };
    }

    private SendResult duplicate(MessageId first) {
        return context.find(first)
                .<SendResult>map(found -> new SendResult.Accepted(found.seq(), found.at(), true))
                .orElse(DeskRefusal.NOT_FOUND);
    }

    @Override
    public void typing(ConversationId conversation, AgentId agent, boolean active) {
        Typist typist = new Typist(conversation, agent);
        Boolean before = shown.put(typist, active);
        if (before != null && before == active) {
            return;
        }
        node.later().in(TYPING_PAUSE, () -> shown.remove(typist, active));
        Author author = new Author(Party.AGENT, agent.value());
        node.live().publish(new Event.Typing(conversation, author, active));
        node.live()
                .publish(
                        new Event.Ephemeral(
                                conversation, new Content("{\"typing\":" + active + "}")));
    }
}
