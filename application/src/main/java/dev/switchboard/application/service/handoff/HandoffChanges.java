package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ChangeHandoffs;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagged;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagging;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.in.handoff.TransferConversations.LeaseCommand;
import dev.switchboard.application.port.in.handoff.WriteAsAgent.AgentAtConsole;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.HandoffDetails;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.Step.Order;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.label.LabelList;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Changes, transfers and ends handoffs for their agents. New tags are a step that leaves the lease
/// as it is.
final class HandoffChanges implements ChangeHandoffs {

    private final HandoffCache handoffs;
    private final Handoffs store;
    private final LeaseGuard leaseGuard;
    private final HandoffSteps steps;
    private final HandoffRecord record;
    private final HandoffOffers offers;
    private final LabelLists labels;
    private final Node node;

    HandoffChanges(
            HandoffCache handoffs,
            Handoffs store,
            LeaseGuard leaseGuard,
            HandoffSteps steps,
            HandoffRecord record,
            HandoffOffers offers,
            LabelLists labels,
            Node node) {
        this.handoffs = handoffs;
        this.store = store;
        this.leaseGuard = leaseGuard;
        this.steps = steps;
        this.record = record;
        this.offers = offers;
        this.labels = labels;
        this.node = node;
    }

    /// Returns the result of an earlier command with this key, if there was one.
    private Optional<Appended> earlier(
            ConversationId conversation, Agent agent, Order order, Instant now) {
        // an earlier try of this command may have been stored but not completed
        steps.complete(conversation);
        return record.recall(HandoffRecord.key(conversation, agent.id(), order, now));
    }

    @Override
    public Tagged tag(Tagging tagging, AgentAtConsole by) {
        return node.locks().withLock(tagging.conversation(), () -> tagUnderLock(tagging, by));
    }

    private Tagged tagUnderLock(Tagging tagging, AgentAtConsole by) {
        ConversationId conversation = tagging.conversation();
        Agent agent = by.agent();
        Instant now = node.clock().instant();
        Order order = new Order(tagging.id(), tagging.fingerprint());
        Optional<Appended> earlier = earlier(conversation, agent, order, now);
        if (earlier.isPresent()) {
            return record.seq(earlier.get())
                    .map(seq -> tagged(conversation, seq))
                    .orElse(DeskRefusal.ID_REUSED);
        }
        Leased leased = mayTag(conversation, by);
        if (leased == null) {
            return DeskRefusal.NOT_FOUND;
        }
        if (!mayHave(leased, tagging.add())) {
            return DeskRefusal.NO_SUCH_TAG;
        }
        Tags next = leased.details().tags().changed(tagging.add(), tagging.remove()).orElse(null);
        if (next == null) {
            return DeskRefusal.AT_LIMIT;
        }
        Step step = new Step(Step.Kind.TAGGED, now, agent.id(), order, "");
        leaseGuard.seenBy(by, conversation);
        return steps.take(leased, leased.tag(step, next))
                .<Tagged>map(seq -> new Tagged.Done(next, seq))
                .orElse(DeskRefusal.NOT_FOUND);
    }

    /// The handoff, if the agent holds it, or watches it as a supervisor.
    private @Nullable Leased mayTag(ConversationId conversation, AgentAtConsole by) {
        Leased own = leaseGuard.renewed(conversation, by.agent());
        return own == null && by.watches() && handoffs.find(conversation) instanceof Leased leased
                ? leased
                : own;
    }

    /// Labels that a conversation has stay, even if they are no longer offered.
    private boolean mayHave(Leased leased, Collection<LabelId> wanted) {
        Collection<LabelId> there = leased.details().tags().ids();
        if (there.containsAll(wanted)) {
            return true;
        }
        LabelList offered = labels.of(leased.details().tenant(), LabelList.Kind.TAGS);
        return wanted.stream().allMatch(id -> there.contains(id) || offered.offers(id));
    }

    private Tagged tagged(ConversationId conversation, long seq) {
        Tags now =
                store.find(conversation)
                        .map(Handoff::details)
                        .map(HandoffDetails::tags)
                        .orElse(Tags.NONE);
        return new Tagged.Done(now, seq);
    }

    @Override
    public Given transfer(LeaseCommand command, AgentAtConsole by, Passage passage) {
        return give(
                command,
                by,
                Step.Kind.TRANSFERRED,
                (leased, step) ->
                        offers.moved(leased, step, passage)
                                .<Move>map(Move.To::new)
                                .orElseGet(() -> new Move.Refused(DeskRefusal.NO_TARGET)));
    }

    @Override
    public Given end(
            LeaseCommand command,
            AgentAtConsole by,
            @Nullable LabelId outcome,
            @Nullable List<LabelId> wanted) {
        return give(
                command,
                by,
                Step.Kind.ENDED,
                (leased, step) -> ended(leased, step, outcome, wanted));
    }

    private Move ended(
            Leased leased, Step step, @Nullable LabelId outcome, @Nullable List<LabelId> wanted) {
        LabelList outcomes = labels.of(leased.details().tenant(), LabelList.Kind.OUTCOMES);
        if (outcome == null && outcomes.required()) {
            return new Move.Refused(new Given.OutcomeRequired(outcomes.offered()));
        }
        if (outcome != null && !outcomes.offers(outcome)) {
            return new Move.Refused(DeskRefusal.NO_SUCH_OUTCOME);
        }
        Tags now = leased.details().tags();
        if (wanted != null && !mayHave(leased, wanted)) {
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
            LeaseCommand command,
            AgentAtConsole by,
            Step.Kind kind,
            BiFunction<Leased, Step, Move> move) {
        return node.locks()
                .withLock(command.conversation(), () -> giveUnderLock(command, by, kind, move));
    }

    private Given giveUnderLock(
            LeaseCommand command,
            AgentAtConsole by,
            Step.Kind kind,
            BiFunction<Leased, Step, Move> move) {
        ConversationId conversation = command.conversation();
        Agent agent = by.agent();
        Instant now = node.clock().instant();
        Order order = new Order(command.id(), command.fingerprint());
        Optional<Appended> earlier = earlier(conversation, agent, order, now);
        if (earlier.isPresent()) {
            return record.seq(earlier.get())
                    .<Given>map(seq -> new Given.Done(null, seq))
                    .orElse(DeskRefusal.ID_REUSED);
        }
        Leased leased = leaseGuard.renewed(conversation, command.lease(), agent);
        if (leased == null) {
            return leaseGuard.refusal(conversation, agent);
        }
        Step step = new Step(kind, now, agent.id(), order, command.note());
        return switch (move.apply(leased, step)) {
            case Move.Refused(var why) -> why;
            case Move.To(var next) -> {
                leaseGuard.recordDeliveredNow(by, conversation);
                yield steps.take(leased, next)
                        .<Given>map(seq -> new Given.Done(leased.id(), seq))
                        .orElseGet(() -> leaseGuard.refusal(conversation, agent));
            }
        };
    }
}
