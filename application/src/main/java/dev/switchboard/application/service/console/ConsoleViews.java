package dev.switchboard.application.service.console;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ReadAsAgent;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.WatchDesk;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.service.handoff.ContextReader;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.session.ClientId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The views of consoles: queues, conversations and the state of their agents. Also decides what an
/// agent may see without a console.
public final class ConsoleViews implements WatchDesk, ReadAsAgent {

    private final DeskHandoffs handoffs;
    private final Agents agents;
    private final QueueViews queues;
    private final Consoles consoles;
    private final FollowedConversations followed;
    private final ContextReader context;
    private final UnreadTally unread;
    private final AgentAvailability availability;

    ConsoleViews(
            DeskHandoffs handoffs,
            Agents agents,
            QueueViews queues,
            Consoles consoles,
            FollowedConversations followed,
            ContextReader context,
            UnreadTally unread,
            AgentAvailability availability) {
        this.handoffs = handoffs;
        this.agents = agents;
        this.queues = queues;
        this.consoles = consoles;
        this.followed = followed;
        this.context = context;
        this.unread = unread;
        this.availability = availability;
    }

    /// Returns the current state for an agent.
    ConsoleEvent.Ready ready(Agent agent, boolean recovered) {
        return new ConsoleEvent.Ready(
                agent.id(),
                availability.name(agent),
                recovered,
                availability.find(agent),
                availability.choices(agent),
                agents.maxChats(),
                queues.depths(agent.tenant()),
                followed.leases(agent),
                followed.offers(agent),
                followed.drafts(agent),
                agents.wrapUps(agent),
                unread.counts(agent));
    }

    @Override
    public Set<QueueId> watchQueues(ClientId id, @Nullable Set<QueueId> wanted) {
        return queues.watch(agents.console(id), wanted);
    }

    @Override
    public Watching watch(ClientId id, ConversationId conversation, @Nullable Long after) {
        Console console = agents.console(id);
        if (!console.supervisor()) {
            return DeskRefusal.FORBIDDEN;
        }
        if (!console.feeds().follows(conversation) && !followed.hasRoom(console)) {
            return DeskRefusal.AT_LIMIT;
        }
        Long from = followed.watch(console, conversation, after);
        if (from == null) {
            return DeskRefusal.NOT_FOUND;
        }
        Handoff handoff = handoffs.find(conversation);
        return new Watching.Begun(from, handoff == null ? null : handoff.details().customer());
    }

    @Override
    public void unwatch(ClientId id, ConversationId conversation) {
        agents.find(id)
                .filter(console -> handoffs.held(conversation, console.agent()) == null)
                .ifPresent(console -> consoles.unwatch(console, conversation));
    }

    @Override
    public Optional<Slice> context(
            ClientId id, ConversationId conversation, @Nullable Long before, int limit) {
        Console console = agents.console(id);
        AgentId reader = console.agent().id();
        if (followed.mayWatch(console, conversation)) {
            return Optional.of(context.allBefore(conversation, reader, before, limit));
        }
        return maySee(console.agent(), conversation)
                ? Optional.of(context.before(conversation, reader, before, limit))
                : Optional.empty();
    }

    /// Whether the conversation is the agent's or offered to the agent, or a supervisor's to watch.
    boolean maySee(Console console, ConversationId conversation) {
        return followed.mayWatch(console, conversation) || maySee(console.agent(), conversation);
    }

    private boolean maySee(Agent agent, ConversationId conversation) {
        Handoff handoff = handoffs.find(conversation);
        return handoff != null && handoff.concerns(agent);
    }

    @Override
    public Set<ConversationId> readable(Agent agent) {
        return handoffs.all().stream()
                .filter(handoff -> handoff.concerns(agent))
                .map(Handoff::conversation)
                .collect(toUnmodifiableSet());
    }

    @Override
    public Optional<Slice> read(Agent agent, ConversationId conversation) {
        return maySee(agent, conversation)
                ? Optional.of(context.newest(conversation, agent.id()).slice())
                : Optional.empty();
    }

    @Override
    public Optional<AgentReadiness> choose(ClientId id, long profileId, long stateId) {
        return availability.choose(agents.console(id).agent(), profileId, stateId);
    }
}
