package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ChangeHandoffs.Passage;
import dev.switchboard.application.port.in.handoff.DirectHandoffs;
import dev.switchboard.application.port.in.handoff.OfferHandoffs.Granted;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Assigned;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Directive;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Prioritised;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Ranking;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// The handoffs of a tenant in the hands of its supervisors. Each command is one step of a handoff
/// from the version that the supervisor saw, or none.
final class DirectedHandoffs implements DirectHandoffs {

    private final HandoffCache handoffs;
    private final LeaseGrants grants;
    private final HandoffOffers offers;
    private final HandoffSteps steps;
    private final HandoffRecord record;
    private final ConversationLocks locks;
    private final Clock clock;

    DirectedHandoffs(
            HandoffCache handoffs,
            LeaseGrants grants,
            HandoffOffers offers,
            HandoffSteps steps,
            HandoffRecord record,
            ConversationLocks locks,
            Clock clock) {
        this.handoffs = handoffs;
        this.grants = grants;
        this.offers = offers;
        this.steps = steps;
        this.record = record;
        this.locks = locks;
        this.clock = clock;
    }

    /// The result of a look at the handoff that a command is for.
    private sealed interface Checked {

        /// It is as the supervisor saw it.
        record Ready(Live handoff, Step step) implements Checked {}

        /// The command was carried out before.
        ///
        /// @param seq the `seq` of the message that records it
        record Done(long seq) implements Checked {}

        record Refused(DeskRefusal why) implements Checked {}
    }

    private Checked check(Agent supervisor, Directive directive, Step.Kind kind) {
        ConversationId conversation = directive.conversation();
        if (!handoffs.tenant(conversation).equals(supervisor.tenant())) {
            return new Checked.Refused(DeskRefusal.GONE);
        }
        // an earlier try of this command may have been stored but not completed
        steps.complete(conversation);
        Instant now = clock.instant();
        Step.Order order = new Step.Order(directive.id(), directive.fingerprint());
        Optional<Appended> earlier =
                record.recall(HandoffRecord.key(conversation, supervisor.id(), order, now));
        if (earlier.isPresent()) {
            return record.seq(earlier.get())
                    .<Checked>map(Checked.Done::new)
                    .orElse(new Checked.Refused(DeskRefusal.ID_REUSED));
        }
        Live live = handoffs.live(conversation);
        if (live == null || !live.id().equals(directive.handoff())) {
            return new Checked.Refused(DeskRefusal.GONE);
        }
        return live.version() == directive.version()
                ? new Checked.Ready(
                        live, new Step(kind, now, supervisor.id(), order, directive.note()))
                : new Checked.Refused(DeskRefusal.CHANGED);
    }

    @Override
    public Granted take(Directive directive, Agent supervisor, boolean hasPlace) {
        return locks.withLock(
                directive.conversation(), () -> takeUnderLock(directive, supervisor, hasPlace));
    }

    private Granted takeUnderLock(Directive directive, Agent supervisor, boolean hasPlace) {
        return switch (check(supervisor, directive, Step.Kind.TAKEN)) {
            case Checked.Refused(var why) -> why;
            case Checked.Ready(Leased own, _) when own.holder().equals(supervisor) ->
                    grants.again(own);
            case Checked.Ready(var live, var step) ->
                    hasPlace ? grants.grant(supervisor, live, step) : DeskRefusal.AT_LIMIT;
            case Checked.Done _ -> takenBefore(supervisor, directive.conversation());
        };
    }

    /// It may have gone on meanwhile.
    private Granted takenBefore(Agent supervisor, ConversationId conversation) {
        Leased own = handoffs.held(conversation, supervisor);
        if (own != null) {
            return grants.again(own);
        }
        return handoffs.live(conversation) == null ? DeskRefusal.GONE : DeskRefusal.CHANGED;
    }

    @Override
    public Assigned assign(Directive directive, Agent supervisor, Passage passage) {
        return locks.withLock(
                directive.conversation(), () -> assignUnderLock(directive, supervisor, passage));
    }

    private Assigned assignUnderLock(Directive directive, Agent supervisor, Passage passage) {
        return switch (check(supervisor, directive, Step.Kind.ASSIGNED)) {
            case Checked.Refused(var why) -> why;
            case Checked.Done(var seq) -> assigned(directive, seq);
            case Checked.Ready(var live, var step) ->
                    offers.moved(live, step, passage)
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

    @Override
    public Prioritised prioritise(ConversationId conversation, Agent supervisor, Ranking ranking) {
        return locks.withLock(
                conversation, () -> prioritiseUnderLock(conversation, supervisor, ranking));
    }

    private Prioritised prioritiseUnderLock(
            ConversationId conversation, Agent supervisor, Ranking ranking) {
        Directive directive =
                new Directive(
                        conversation,
                        ranking.handoff(),
                        ranking.version(),
                        ranking.id(),
                        ranking.fingerprint(),
                        "");
        return switch (check(supervisor, directive, Step.Kind.PRIORITISED)) {
            case Checked.Refused(var why) -> why;
            case Checked.Done _ -> new Prioritised.Done(ranking.version() + 1);
            case Checked.Ready(Queued queued, _)
                    when queued.details().priority() == ranking.priority() ->
                    new Prioritised.Done(ranking.version());
            case Checked.Ready(Queued queued, var step) ->
                    steps.take(queued, queued.prioritise(step, ranking.priority()))
                            .<Prioritised>map(_ -> new Prioritised.Done(ranking.version() + 1))
                            .orElse(DeskRefusal.CHANGED);
            case Checked.Ready _ -> DeskRefusal.GONE;
        };
    }
}
