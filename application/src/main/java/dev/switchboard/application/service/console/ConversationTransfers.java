package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.service.handoff.HandoffRecord;
import dev.switchboard.application.service.handoff.HandoffSteps;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.label.LabelList;
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

    private final LeaseGuard leaseGuard;
    private final HandoffSteps steps;
    private final ConversationLocks locks;
    private final HandoffRecord record;
    private final TransferTargets targets;
    private final LabelLists labels;
    private final ConversationTags tags;
    private final Clock clock;

    ConversationTransfers(
            LeaseGuard leaseGuard,
            HandoffSteps steps,
            ConversationLocks locks,
            HandoffRecord record,
            TransferTargets targets,
            LabelLists labels,
            ConversationTags tags,
            Clock clock) {
        this.leaseGuard = leaseGuard;
        this.steps = steps;
        this.locks = locks;
        this.record = record;
        this.targets = targets;
        this.labels = labels;
        this.tags = tags;
        this.clock = clock;
    }

    @Override
    public Targets targets(ClientId id) {
        Console console = leaseGuard.console(id);
        return console == null ? Targets.NONE : targets.of(console.agent());
    }

    @Override
    public Given transfer(ClientId console, Parting parting, Destination to) {
        return give(
                console,
                parting,
                Step.Kind.TRANSFERRED,
                (leased, step) ->
                        targets.moved(leased, step, to)
                                .<Move>map(Move.To::new)
                                .orElseGet(() -> new Move.Refused(DeskRefusal.NO_TARGET)));
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
                leaseGuard.recordDeliveredNow(console, conversation);
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
