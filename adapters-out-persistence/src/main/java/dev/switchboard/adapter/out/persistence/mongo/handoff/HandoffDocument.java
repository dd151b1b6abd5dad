package dev.switchboard.adapter.out.persistence.mongo.handoff;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.HANDOFFS;
import static java.util.Objects.requireNonNull;

import dev.switchboard.adapter.out.persistence.mongo.record.Words;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Abandoned;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.Handoff.Ended;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Matter;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Over;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.Handoff.Step;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.Handoff.WithBot;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Place;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A handoff as it is stored. What its state does not have is absent.
///
/// @param id the conversation
/// @param open true until all that its end brings with it is done, then absent
/// @param offer to whom it is offered until when
record HandoffDocument(
        String id,
        long version,
        State state,
        @Nullable Boolean open,
        MatterDocument matter,
        StepDocument step,
        @Nullable PlaceDocument place,
        @Nullable OfferDocument offer,
        @Nullable String queue,
        @Nullable LeaseDocument lease) {

    private static final String CUSTOMER_NAME = "customer_name";
    private static final String ATTRIBUTES = "attributes";
    private static final String REASON = "reason";
    private static final String NOTE = "note";

    enum State {
        WAITING,
        OFFERED,
        LEASED,
        ENDED,
        WITH_BOT,
        ABANDONED
    }

    /// @param system, answersTo absent in what hubs wrote when all customers were live clients
    record MatterDocument(
            String handoff,
            String tenant,
            @Nullable String system,
            @Nullable String answersTo,
            String customer,
            Words customerName,
            Words attributes,
            Words reason,
            Instant askedAt) {}

    record StepDocument(
            Step.Kind kind,
            Instant at,
            @Nullable String by,
            @Nullable String order,
            @Nullable String fingerprint,
            Words note) {}

    record PlaceDocument(String queue, int priority, Instant since, List<String> tried) {}

    record OfferDocument(String agent, Instant deadline) {}

    record LeaseDocument(String id, String agent, long fromSeq, long readSeq, Instant expiresAt) {}

    static HandoffDocument open(Handoff handoff) {
        return switch (handoff) {
            case Waiting waiting -> queued(State.WAITING, waiting, null);
            case Offered offered ->
                    queued(
                            State.OFFERED,
                            offered,
                            new OfferDocument(offered.agent().value(), offered.deadline()));
            case Leased leased ->
                    of(
                            State.LEASED,
                            leased,
                            null,
                            null,
                            leased.queue().value(),
                            from(leased.lease()));
            case Ended ended -> of(State.ENDED, ended, null, null, null, null);
            case WithBot withBot -> of(State.WITH_BOT, withBot, null, null, null, null);
            case Abandoned abandoned -> of(State.ABANDONED, abandoned, null, null, null, null);
        };
    }

    /// One of which nothing is left to do.
    static HandoffDocument finished(Over over) {
        HandoffDocument open = open(over);
        return new HandoffDocument(
                open.id,
                open.version,
                open.state,
                null,
                open.matter,
                open.step,
                open.place,
                open.offer,
                open.queue,
                open.lease);
    }

    private static HandoffDocument queued(
            State state, Queued queued, @Nullable OfferDocument offer) {
        PlaceDocument place =
                new PlaceDocument(
                        queued.queue().value(),
                        queued.place().priority(),
                        queued.place().since(),
                        queued.tried().stream().map(AgentId::value).toList());
        return of(state, queued, place, offer, null, null);
    }

    private static HandoffDocument of(
            State state,
            Handoff handoff,
            @Nullable PlaceDocument place,
            @Nullable OfferDocument offer,
            @Nullable String queue,
            @Nullable LeaseDocument lease) {
        return new HandoffDocument(
                handoff.conversation().value(),
                handoff.version(),
                state,
                true,
                from(handoff.matter()),
                from(handoff.step(), handoff.conversation().value()),
                place,
                offer,
                queue,
                lease);
    }

    private static MatterDocument from(Matter matter) {
        String conversation = matter.conversation().value();
        return new MatterDocument(
                matter.id().value(),
                matter.tenant().value(),
                matter.system(),
                matter.answersTo().toString(),
                matter.customer().id(),
                said(matter.customer().name(), CUSTOMER_NAME, conversation),
                said(matter.customer().attributes().text(), ATTRIBUTES, conversation),
                said(matter.reason(), REASON, conversation),
                matter.askedAt());
    }

    private static Words said(String text, String field, String conversation) {
        return Words.said(text, Words.place(HANDOFFS, field, conversation));
    }

    private String text(Words words, String field) {
        return words.text(Words.place(HANDOFFS, field, id));
    }

    private static StepDocument from(Step step, String conversation) {
        AgentId by = step.by();
        Step.Order order = step.order();
        return new StepDocument(
                step.kind(),
                step.at(),
                by == null ? null : by.value(),
                order == null ? null : order.id(),
                order == null ? null : order.fingerprint(),
                said(step.note(), NOTE, conversation));
    }

    private static LeaseDocument from(Lease lease) {
        return new LeaseDocument(
                lease.id().value(),
                lease.agent().value(),
                lease.fromSeq(),
                lease.readSeq(),
                lease.expiresAt());
    }

    Handoff toHandoff() {
        return switch (state) {
            case WAITING -> new Waiting(toMatter(), version, toStep(), toPlace(), tried());
            case OFFERED -> {
                OfferDocument made = requireNonNull(offer);
                yield new Offered(
                        toMatter(),
                        version,
                        toStep(),
                        toPlace(),
                        tried(),
                        new AgentId(made.agent()),
                        made.deadline());
            }
            case LEASED ->
                    new Leased(
                            toMatter(),
                            version,
                            toStep(),
                            new QueueId(requireNonNull(queue)),
                            toLease(requireNonNull(lease)));
            case ENDED -> new Ended(toMatter(), version, toStep());
            case WITH_BOT -> new WithBot(toMatter(), version, toStep());
            case ABANDONED -> new Abandoned(toMatter(), version, toStep());
        };
    }

    private Matter toMatter() {
        ConversationId conversation = new ConversationId(id);
        String system = matter.system();
        String answersTo = matter.answersTo();
        return new Matter(
                new HandoffId(matter.handoff()),
                conversation,
                new TenantId(matter.tenant()),
                system == null ? conversation.origin() : system,
                answersTo == null ? Target.LIVE_CLIENTS : Target.parse(answersTo),
                new Customer(
                        matter.customer(),
                        text(matter.customerName(), CUSTOMER_NAME),
                        new Content.Json(text(matter.attributes(), ATTRIBUTES))),
                text(matter.reason(), REASON),
                matter.askedAt());
    }

    private Step toStep() {
        String by = step.by();
        String order = step.order();
        String fingerprint = step.fingerprint();
        return new Step(
                step.kind(),
                step.at(),
                by == null ? null : new AgentId(by),
                order == null || fingerprint == null ? null : new Step.Order(order, fingerprint),
                text(step.note(), NOTE));
    }

    private Place toPlace() {
        PlaceDocument taken = requireNonNull(place);
        return new Place(new QueueId(taken.queue()), taken.priority(), taken.since());
    }

    private Set<AgentId> tried() {
        return requireNonNull(place).tried().stream()
                .map(AgentId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Lease toLease(LeaseDocument lease) {
        return new Lease(
                new LeaseId(lease.id()),
                new AgentId(lease.agent()),
                lease.fromSeq(),
                lease.readSeq(),
                lease.expiresAt());
    }
}
