package dev.switchboard.application.service.supervision;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.ChangeHandoffs.Passage;
import dev.switchboard.application.port.in.handoff.DirectHandoffs;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.service.console.Agents;
import dev.switchboard.application.service.console.DeskHandoffs;
import dev.switchboard.application.service.console.LeaseRequests;
import dev.switchboard.application.service.console.TransferTargets;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.session.ClientId;
import java.util.List;
import java.util.stream.Stream;

/// Decides about the handoffs of a tenant for its supervisors.
final class SupervisedHandoffs implements SuperviseHandoffs {

    private final DeskHandoffs handoffs;
    private final LeaseRequests requests;
    private final TransferTargets targets;
    private final Agents agents;
    private final DirectHandoffs owners;

    /// The last commands to empty an agent: what a repeat is about. Without it, after a restart, it
    /// is about what the agent has then, of which nothing moved by the command before.
    private final RecentCommands<Had> emptyings = new RecentCommands<>();

    /// @param owners of the conversations
    SupervisedHandoffs(
            DeskHandoffs handoffs,
            LeaseRequests requests,
            TransferTargets targets,
            Agents agents,
            DirectHandoffs owners) {
        this.handoffs = handoffs;
        this.requests = requests;
        this.targets = targets;
        this.agents = agents;
        this.owners = owners;
    }

    @Override
    public Accepted take(ClientId console, Directive directive) {
        return agents.supervisor(console)
                .map(supervisor ->
                        requests.ask(
                                supervisor,
                                directive.conversation(),
                                hasPlace -> owners.take(directive, supervisor, hasPlace)))
                .orElse(DeskRefusal.FORBIDDEN);
    }

    @Override
    public Assigned assign(ClientId console, Directive directive, Destination to) {
        return agents.supervisor(console)
                .map(supervisor -> assign(supervisor, directive, to))
                .orElse(DeskRefusal.FORBIDDEN);
    }

    private Assigned assign(Agent supervisor, Directive directive, Destination to) {
        Passage passage = targets.passage(supervisor.tenant(), to);
        return handoffs.ask(
                directive.conversation(), () -> owners.assign(directive, supervisor, passage));
    }

    /// The conversations that an agent had when a supervisor wanted them moved; no texts, and
    /// nobody's name.
    private record Had(String fingerprint, List<Seen> held) {}

    private record Seen(ConversationId conversation, HandoffId handoff, long version) {}

    @Override
    public Emptied empty(ClientId console, Emptying emptying) {
        return agents.supervisor(console)
                .map(supervisor -> empty(supervisor, emptying))
                .orElse(DeskRefusal.FORBIDDEN);
    }

    private Emptied empty(Agent supervisor, Emptying emptying) {
        Had before = emptyings.find(supervisor, emptying.id());
        if (before != null) {
            return before.fingerprint().equals(emptying.fingerprint())
                    ? moved(supervisor, emptying, before.held())
                    : DeskRefusal.ID_REUSED;
        }
        Agent agent = new Agent(supervisor.tenant(), emptying.agent());
        if (!agents.isAtDesk(agent)) {
            return DeskRefusal.NOT_FOUND;
        }
        Destination to = new Destination.ToQueue(emptying.to());
        if (!targets.passage(supervisor.tenant(), to).open()) {
            return DeskRefusal.NO_TARGET;
        }
        List<Seen> held = held(agent);
        emptyings.add(supervisor, emptying.id(), new Had(emptying.fingerprint(), held));
        return moved(supervisor, emptying, held);
    }

    private List<Seen> held(Agent agent) {
        return agents.held(agent).stream()
                .map(conversation -> handoffs.held(conversation, agent))
                .flatMap(Stream::ofNullable)
                .map(leased -> new Seen(leased.conversation(), leased.id(), leased.version()))
                .toList();
    }

    private Emptied moved(Agent supervisor, Emptying emptying, List<Seen> all) {
        Destination to = new Destination.ToQueue(emptying.to());
        int moved = 0;
        for (Seen seen : all) {
            Directive directive =
                    new Directive(
                            seen.conversation(),
                            seen.handoff(),
                            seen.version(),
                            emptying.id(),
                            emptying.fingerprint(),
                            emptying.note());
            Assigned assigned = assign(supervisor, directive, to);
            if (assigned == DeskRefusal.ID_REUSED) {
                return DeskRefusal.ID_REUSED;
            }
            moved += assigned instanceof Assigned.Done ? 1 : 0;
        }
        return new Emptied.Done(moved, all.size() - moved);
    }

    @Override
    public Prioritised prioritise(ClientId console, Ranking ranking) {
        Agent supervisor = agents.supervisor(console).orElse(null);
        if (supervisor == null) {
            return DeskRefusal.FORBIDDEN;
        }
        return handoffs.conversation(ranking.handoff())
                .map(conversation ->
                        handoffs.ask(
                                conversation,
                                () -> owners.prioritise(conversation, supervisor, ranking)))
                .orElse(DeskRefusal.GONE);
    }
}
