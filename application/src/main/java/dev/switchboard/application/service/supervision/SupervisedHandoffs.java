package dev.switchboard.application.service.supervision;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.service.console.Agents;
import dev.switchboard.application.service.console.Console;
import dev.switchboard.application.service.console.HandoffAcceptance;
import dev.switchboard.application.service.console.TransferTargets;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.handoff.HandoffRecord;
import dev.switchboard.application.service.handoff.HandoffSteps;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.session.ClientId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The handoffs of a tenant in the hands of its supervisors. Each command is one step of a handoff
/// from the version that the supervisor saw, or none.
final class SupervisedHandoffs implements SuperviseHandoffs {

    private static final int REMEMBERED = 1_000;

    private final HandoffCache handoffs;
    private final HandoffAcceptance acceptance;
    private final HandoffSteps steps;
    private final HandoffRecord record;
    private final TransferTargets targets;
    private final Agents agents;
    private final ConversationLocks locks;
    private final Clock clock;

    /// The last commands to empty an agent: what a repeat is about. Without it, after a restart, it
    /// is about what the agent has then, of which nothing moved by the command before.
    private final Map<Command, Had> emptyings =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Command, Had> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    SupervisedHandoffs(
            HandoffCache handoffs,
            HandoffAcceptance acceptance,
            HandoffSteps steps,
            HandoffRecord record,
            TransferTargets targets,
            Agents agents,
            ConversationLocks locks,
            Clock clock) {
        this.handoffs = handoffs;
        this.acceptance = acceptance;
        this.steps = steps;
        this.record = record;
        this.targets = targets;
        this.agents = agents;
        this.locks = locks;
        this.clock = clock;
    }

    /// @param id the supervisor's own
    private record Command(Agent supervisor, String id) {}

    /// How a handoff stands towards a command.
    private sealed interface Standing {

        /// It is as the supervisor saw it.
        record Ready(Live handoff, Step step) implements Standing {}

        /// The command was carried out before.
        ///
        /// @param seq the `seq` of the message that records it
        record Done(long seq) implements Standing {}

        record Refused(DeskRefusal why) implements Standing {}
    }

    private Standing standing(Agent supervisor, Directive directive, Step.Kind kind) {
        ConversationId conversation = directive.conversation();
        if (!handoffs.tenant(conversation).equals(supervisor.tenant())) {
            return new Standing.Refused(DeskRefusal.GONE);
        }
        // an earlier try of this command may have been stored but not completed
        steps.mend(conversation);
        Instant now = clock.instant();
        Step.Order order = new Step.Order(directive.id(), directive.fingerprint());
        Optional<Appended> earlier =
                record.recall(HandoffRecord.key(conversation, supervisor.id(), order, now));
        if (earlier.isPresent()) {
            return earlier.get() instanceof Appended.KeyReused
                    ? new Standing.Refused(DeskRefusal.ID_REUSED)
                    : new Standing.Done(record.seq(earlier.get().first()));
        }
        Live live = handoffs.live(conversation);
        if (live == null || !live.id().equals(directive.handoff())) {
            return new Standing.Refused(DeskRefusal.GONE);
        }
        return live.version() == directive.version()
                ? new Standing.Ready(
                        live, new Step(kind, now, supervisor.id(), order, directive.note()))
                : new Standing.Refused(DeskRefusal.CHANGED);
    }

    private Optional<Agent> supervisor(ClientId console) {
        return agents.console(console).filter(Console::supervisor).map(Console::agent);
    }

    @Override
    public Accepted take(ClientId console, Directive directive) {
        return supervisor(console)
                .map(supervisor ->
                        locks.withLock(directive.conversation(), () -> take(supervisor, directive)))
                .orElse(DeskRefusal.FORBIDDEN);
    }

    private Accepted take(Agent supervisor, Directive directive) {
        return switch (standing(supervisor, directive, Step.Kind.TAKEN)) {
            case Standing.Refused(var why) -> why;
            case Standing.Ready(Leased own, _) when own.holder().equals(supervisor) ->
                    acceptance.again(own);
            case Standing.Ready(var live, var step) -> acceptance.grant(supervisor, live, step);
            case Standing.Done _ -> takenBefore(supervisor, directive.conversation());
        };
    }

    /// It may have gone on meanwhile.
    private Accepted takenBefore(Agent supervisor, ConversationId conversation) {
        Leased own = handoffs.held(conversation, supervisor);
        if (own != null) {
            return acceptance.again(own);
        }
        return handoffs.live(conversation) == null ? DeskRefusal.GONE : DeskRefusal.CHANGED;
    }

    @Override
    public Assigned assign(ClientId console, Directive directive, Destination to) {
        return supervisor(console)
                .map(supervisor ->
                        locks.withLock(
                                directive.conversation(), () -> assign(supervisor, directive, to)))
                .orElse(DeskRefusal.FORBIDDEN);
    }

    private Assigned assign(Agent supervisor, Directive directive, Destination to) {
        return switch (standing(supervisor, directive, Step.Kind.ASSIGNED)) {
            case Standing.Refused(var why) -> why;
            case Standing.Done(var seq) -> assigned(directive, seq);
            case Standing.Ready(var live, var step) ->
                    targets.moved(live, step, to)
                            .map(next -> moved(directive, live, next))
                            .orElse(DeskRefusal.NO_TARGET);
        };
    }

    private Assigned moved(Directive directive, Live live, Handoff next) {
        return steps.take(live, next)
                .<Assigned>map(seq -> assigned(directive, seq))
                .orElse(DeskRefusal.CHANGED);
    }

    /// Each step raises the version by one.
    private static Assigned assigned(Directive directive, long seq) {
        return new Assigned.Done(directive.handoff(), directive.version() + 1, seq);
    }

    /// What an agent had when a supervisor wanted it moved; nothing that was said, and nobody's
    /// name.
    private record Had(String fingerprint, List<Seen> held) {}

    private record Seen(ConversationId conversation, HandoffId handoff, long version) {}

    @Override
    public Emptied empty(ClientId console, Emptying emptying) {
        return supervisor(console)
                .map(supervisor -> empty(supervisor, emptying))
                .orElse(DeskRefusal.FORBIDDEN);
    }

    private Emptied empty(Agent supervisor, Emptying emptying) {
        Command command = new Command(supervisor, emptying.id());
        Had before = emptyings.get(command);
        if (before != null) {
            return before.fingerprint().equals(emptying.fingerprint())
                    ? moved(supervisor, emptying, before.held())
                    : DeskRefusal.ID_REUSED;
        }
        Agent agent = new Agent(supervisor.tenant(), emptying.agent());
        if (!agents.isAtDesk(agent)) {
            return DeskRefusal.NOT_FOUND;
        }
        if (!targets.exists(emptying.to())) {
            return DeskRefusal.NO_TARGET;
        }
        List<Seen> held = held(agent);
        emptyings.put(command, new Had(emptying.fingerprint(), held));
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
            Assigned assigned =
                    locks.withLock(seen.conversation(), () -> assign(supervisor, directive, to));
            if (assigned == DeskRefusal.ID_REUSED) {
                return DeskRefusal.ID_REUSED;
            }
            moved += assigned instanceof Assigned.Done ? 1 : 0;
        }
        return new Emptied.Done(moved, all.size() - moved);
    }

    @Override
    public Prioritised prioritise(ClientId console, Ranking ranking) {
        Agent supervisor = supervisor(console).orElse(null);
        if (supervisor == null) {
            return DeskRefusal.FORBIDDEN;
        }
        return handoffs.conversation(ranking.handoff())
                .map(conversation ->
                        locks.withLock(
                                conversation, () -> prioritise(supervisor, conversation, ranking)))
                .orElse(DeskRefusal.GONE);
    }

    private Prioritised prioritise(Agent supervisor, ConversationId conversation, Ranking ranking) {
        Directive directive =
                new Directive(
                        conversation,
                        ranking.handoff(),
                        ranking.version(),
                        ranking.id(),
                        ranking.fingerprint(),
                        "");
        return switch (standing(supervisor, directive, Step.Kind.PRIORITISED)) {
            case Standing.Refused(var why) -> why;
            case Standing.Done _ -> new Prioritised.Done(ranking.version() + 1);
            case Standing.Ready(Queued queued, _)
                    when queued.matter().priority() == ranking.priority() ->
                    new Prioritised.Done(ranking.version());
            case Standing.Ready(Queued queued, var step) ->
                    steps.take(queued, queued.prioritise(step, ranking.priority()))
                            .<Prioritised>map(_ -> new Prioritised.Done(ranking.version() + 1))
                            .orElse(DeskRefusal.CHANGED);
            case Standing.Ready _ -> DeskRefusal.GONE;
        };
    }
}
