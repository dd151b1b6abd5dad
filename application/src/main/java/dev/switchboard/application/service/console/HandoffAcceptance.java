package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Notice.Lost;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.console.EndedLeases.EndedLease;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.handoff.HandoffSteps;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AcceptRule;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.session.ClientId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Accepts and declines offers for agents, and keeps their leases.
public final class HandoffAcceptance implements AcceptHandoffs {

    private final HandoffCache cache;
    private final EndedLeases ended;
    private final HandoffSteps steps;
    private final ConversationLocks locks;
    private final Agents agents;
    private final LeaseGuard leaseGuard;
    private final ContextReader context;
    private final Ids ids;
    private final Clock clock;
    private final Clock steady;

    HandoffAcceptance(
            HandoffCache cache,
            EndedLeases ended,
            HandoffSteps steps,
            Agents agents,
            LeaseGuard leaseGuard,
            ContextReader context,
            Node node) {
        this.cache = cache;
        this.ended = ended;
        this.steps = steps;
        this.locks = node.locks();
        this.agents = agents;
        this.leaseGuard = leaseGuard;
        this.context = context;
        this.ids = node.ids();
        this.clock = node.clock();
        this.steady = node.steady();
    }

    @Override
    public Accepted accept(ClientId console, HandoffId id, long version) {
        return ofTenant(console, id, (agent, live) -> judged(agent, live, version))
                .orElse(DeskRefusal.GONE);
    }

    /// Runs `work` under the lock of an active handoff of the agent's own tenant.
    private <T> Optional<T> ofTenant(
            ClientId console, HandoffId id, BiFunction<Agent, Live, T> work) {
        Optional<Agent> agent = agents.console(console).map(Console::agent);
        Optional<ConversationId> conversation = cache.conversation(id);
        if (agent.isEmpty() || conversation.isEmpty()) {
            return Optional.empty();
        }
        return locks.withLock(
                conversation.get(),
                () ->
                        Optional.ofNullable(cache.live(conversation.get()))
                                .filter(live -> live.id().equals(id))
                                .filter(live -> live.matter().tenant().equals(agent.get().tenant()))
                                .map(live -> work.apply(agent.get(), live)));
    }

    private Accepted judged(Agent agent, Live live, long version) {
        AcceptRule rule =
                AcceptRule.judge(
                        live,
                        agent.id(),
                        version,
                        agents.takesChats(agent),
                        agents.held(agent).size(),
                        agents.maxChats(),
                        steady.instant());
        return switch (rule) {
            case MAY -> accept(agent, (Queued) live, version);
            case HAS_IT -> again((Leased) live);
            case TAKEN -> DeskRefusal.TAKEN;
            case GONE -> DeskRefusal.GONE;
            case CHANGED -> DeskRefusal.CHANGED;
            case AT_LIMIT -> DeskRefusal.AT_LIMIT;
            case NOT_AVAILABLE -> DeskRefusal.NOT_AVAILABLE;
        };
    }

    private Accepted accept(Agent agent, Queued queued, long version) {
        Step joined = Step.by(agent.id(), clock.instant(), Step.Kind.JOINED, "");
        Accepted accepted = grant(agent, queued, joined);
        if (!accepted.equals(DeskRefusal.CHANGED)) {
            return accepted;
        }
        Live now = cache.live(queued.conversation());
        return now == null ? DeskRefusal.GONE : judged(agent, now, version);
    }

    /// Gives an agent the lease, unless the agent has as many as allowed. The caller holds the
    /// conversation's lock.
    ///
    /// @return refused as `AT_LIMIT`, or as `CHANGED` if another step was faster
    public Accepted grant(Agent agent, Live live, Step step) {
        ConversationId conversation = live.conversation();
        if (!agents.reserve(agent, conversation)) {
            return DeskRefusal.AT_LIMIT;
        }
        Leased leased;
        Optional<Long> seq = Optional.empty();
        try {
            leased =
                    live.lease(
                            agent.id(),
                            new LeaseId("le_" + ids.objectId()),
                            context.lastSeq(conversation),
                            step,
                            leaseGuard.expiry());
            seq = steps.take(live, leased);
        } finally {
            if (seq.isEmpty() && cache.held(conversation, agent) == null) {
                agents.giveBack(agent, conversation);
            }
        }
        return seq.isPresent() ? done(leased, seq.get()) : DeskRefusal.CHANGED;
    }

    /// Repeats a result that was lost; perhaps not all of its consequences were carried out. The
    /// caller holds the conversation's lock.
    public Accepted again(Leased leased) {
        steps.mend(leased.conversation());
        Leased renewed =
                leaseGuard.renewed(leased.conversation(), leased.lease().id(), leased.holder());
        return renewed == null
                ? DeskRefusal.GONE
                : done(renewed, context.lastSeq(leased.conversation()));
    }

    private Accepted done(Leased leased, long seq) {
        return new Accepted.Done(context.held(leased, seq));
    }

    @Override
    public Declined decline(ClientId console, HandoffId id, long version, String reason) {
        return ofTenant(console, id, (agent, live) -> decline(agent, live, version))
                .orElse(DeskRefusal.GONE);
    }

    private Declined decline(Agent agent, Handoff live, long version) {
        boolean theirs =
                live instanceof Offered offered
                        && offered.agent().equals(agent.id())
                        && offered.version() == version
                        && steps.take(offered, offered.passOver(clock.instant(), "declined"))
                                .isPresent();
        return theirs ? new Declined.Done() : DeskRefusal.CHANGED;
    }

    @Override
    public List<Beat> heartbeat(ClientId console, List<LeaseId> named) {
        Optional<Console> from = agents.console(console);
        return named.stream()
                .map(lease ->
                        from.flatMap(it -> cache.conversation(lease).map(c -> beat(it, c, lease)))
                                .orElseGet(() -> over(from, lease)))
                .toList();
    }

    private Beat beat(Console console, ConversationId conversation, LeaseId lease) {
        Leased kept =
                locks.withLock(
                                conversation,
                                () ->
                                        Optional.ofNullable(
                                                leaseGuard.kept(console, conversation, lease)))
                        .orElse(null);
        return kept == null
                ? over(Optional.of(console), lease)
                : new Beat.Renewed(lease, kept.version(), kept.lease().expiresAt());
    }

    /// The reason of a lease's end is told only to its own agent.
    private Beat over(Optional<Console> console, LeaseId lease) {
        Lost why =
                ended.find(lease)
                        .filter(it ->
                                console.map(Console::agent).filter(it.agent()::equals).isPresent())
                        .map(EndedLease::why)
                        .orElse(Lost.EXPIRED);
        return new Beat.Over(lease, why);
    }
}
