package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.handoff.TransferConversations.Targets.AgentTarget;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Step;
import dev.switchboard.domain.label.LabelId;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.label.Tags;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.session.ClientId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Transfers conversations for agents, or ends them.
final class ConversationTransfers implements TransferConversations {

    private static final int MOST_TARGETS = 500;

    private final LeaseGuard leaseGuard;
    private final HandoffSteps steps;
    private final ConversationLocks locks;
    private final HandoffRecord record;
    private final QueueViews queues;
    private final Agents agents;
    private final Offers offers;
    private final LabelLists labels;
    private final ConversationTags tags;
    private final Clock clock;

    ConversationTransfers(
            LeaseGuard leaseGuard,
            HandoffSteps steps,
            ConversationLocks locks,
            HandoffRecord record,
            QueueViews queues,
            Agents agents,
            Offers offers,
            LabelLists labels,
            ConversationTags tags,
            Clock clock) {
        this.leaseGuard = leaseGuard;
        this.steps = steps;
        this.locks = locks;
        this.record = record;
        this.queues = queues;
        this.agents = agents;
        this.offers = offers;
        this.labels = labels;
        this.tags = tags;
        this.clock = clock;
    }

    @Override
    public Targets targets(ClientId id) {
        Console console = leaseGuard.console(id);
        if (console == null) {
            return new Targets(List.of(), List.of());
        }
        Agent agent = console.agent();
        List<AgentTarget> colleagues =
                agents.free(agent.tenant()).stream()
                        .filter(target -> !target.agent().equals(agent.id()))
                        .limit(MOST_TARGETS)
                        .toList();
        return new Targets(queues.targets(agent.tenant()), colleagues);
    }

    @Override
    public Given transfer(ClientId console, Parting parting, Destination to) {
        return give(
                console, parting, Step.Kind.TRANSFERRED, (leased, step) -> moved(leased, step, to));
    }

    private Move moved(Leased leased, Step step, Destination to) {
        return switch (to) {
            case Destination.ToBot _ -> new Move.To(leased.toBot(step));
            case Destination.ToQueue(var queue) ->
                    queues.exists(queue)
                            ? new Move.To(leased.toQueue(queue, step))
                            : new Move.Refused(DeskRefusal.NO_TARGET);
            case Destination.ToAgent(var agent) ->
                    mayGet(leased, agent)
                            ? new Move.To(leased.toAgent(agent, step, offers.deadline(step.at())))
                            : new Move.Refused(DeskRefusal.NO_TARGET);
        };
    }

    private boolean mayGet(Leased leased, AgentId agent) {
        return !leased.lease().agent().equals(agent)
                && agents.free(leased.matter().tenant()).stream()
                        .anyMatch(target -> target.agent().equals(agent));
    }

    @Override
    public Given end(
            ClientId console,
            Parting parting,
            @Nullable LabelId outcome,
            @Nullable List<LabelId> wanted) {
        return give(
                console,
                parting,
                Step.Kind.ENDED,
                (leased, step) -> ended(leased, step, outcome, wanted));
    }

    private Move ended(
            Leased leased, Step step, @Nullable LabelId outcome, @Nullable List<LabelId> wanted) {
        LabelList outcomes = labels.of(leased.matter().tenant(), LabelList.Kind.OUTCOMES);
        if (outcome == null && outcomes.required()) {
            return new Move.Refused(new Given.OutcomeRequired(outcomes.offered()));
        }
        if (outcome != null && !outcomes.offers(outcome)) {
            return new Move.Refused(DeskRefusal.NO_SUCH_OUTCOME);
        }
        Tags now = leased.matter().tags();
        if (wanted != null && !tags.mayHave(leased, wanted)) {
            return new Move.Refused(DeskRefusal.NO_SUCH_TAG);
        }
        return (wanted == null ? Optional.of(now) : Tags.of(wanted))
                .<Move>map(after -> new Move.To(leased.end(step, outcome, after)))
                .orElseGet(() -> new Move.Refused(DeskRefusal.AT_LIMIT));
    }

    /// The next state of a lease, or why it has none.
    private sealed interface Move {

        record To(Handoff next) implements Move {}

        record Refused(Given why) implements Move {}
    }

    private Given give(
            ClientId id, Parting parting, Step.Kind kind, BiFunction<Leased, Step, Move> move) {
        Console console = leaseGuard.console(id);
        return console == null
                ? DeskRefusal.NOT_FOUND
                : locks.withLock(
                        parting.conversation(), () -> giveUnderLock(console, parting, kind, move));
    }

    private Given giveUnderLock(
            Console console, Parting parting, Step.Kind kind, BiFunction<Leased, Step, Move> move) {
        ConversationId conversation = parting.conversation();
        Agent agent = console.agent();
        Instant now = clock.instant();
        Step.Order order = new Step.Order(parting.id(), parting.fingerprint());
        // an earlier try of this command may have been stored but not completed
        if (leaseGuard.had(conversation, parting.lease(), agent)) {
            steps.mend(conversation);
        }
        IdempotencyKey key = HandoffRecord.key(conversation, agent.id(), order, now);
        Optional<Appended> earlier = record.recall(key);
        if (earlier.isPresent()) {
            return repeated(earlier.get());
        }
        Leased leased = leaseGuard.renewed(conversation, parting.lease(), agent);
        if (leased == null) {
            return refused(parting, agent);
        }
        Step step = new Step(kind, now, agent.id(), order, parting.note());
        return switch (move.apply(leased, step)) {
            case Move.Refused(var why) -> why;
            case Move.To(var next) -> {
                leaseGuard.hasNow(console, conversation);
                yield steps.take(leased, next)
                        .<Given>map(seq -> new Given.Done(leased.id(), seq))
                        .orElseGet(() -> refused(parting, agent));
            }
        };
    }

    private Given refused(Parting parting, Agent agent) {
        return leaseGuard.had(parting.conversation(), parting.lease(), agent)
                ? DeskRefusal.LEASE_LOST
                : DeskRefusal.NOT_FOUND;
    }

    private Given repeated(Appended appended) {
        return switch (appended) {
            case Appended.Stored(var message) -> new Given.Done(null, message.seq());
            case Appended.Repeated(var first, _) -> new Given.Done(null, record.seq(first));
            case Appended.KeyReused _ -> DeskRefusal.ID_REUSED;
        };
    }
}
