package dev.switchboard.domain.figures;

import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Ended;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.HandoffSegment;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A step of a handoff as figures count it: without its customer and its words. It says all that is
/// counted of it, so that no other step need be known.
///
/// @param by the agent who made it, or null
/// @param left where the customer was until then; null if they are where they were, or were nowhere
/// @param now where the customer is since; null if the handoff is over
/// @param outcome how an agent ended it, if they named that
public record CountedStep(
        TenantId tenant,
        HandoffId handoff,
        long version,
        Kind kind,
        Instant at,
        @Nullable AgentId by,
        @Nullable HandoffSegment left,
        @Nullable HandoffSegment now,
        @Nullable LabelId outcome) {

    public enum Kind {
        ASKED,
        /// An agent declined an offer.
        DECLINED,
        /// An agent did not answer an offer in time.
        MISSED,
        JOINED,
        LAPSED,
        TRANSFERRED,
        TAKEN,
        ASSIGNED,
        ENDED,
        CUSTOMER_LEFT
    }

    /// @return null if the handoff's last step counts for nothing, or was taken before steps said
    ///   where the customer was
    public static @Nullable CountedStep of(Handoff handoff) {
        Step step = handoff.step();
        Kind kind = kind(step);
        boolean moved = step.left() != null;
        if (kind == null || (!moved && kind.compareTo(Kind.JOINED) >= 0)) {
            return null;
        }
        return new CountedStep(
                handoff.details().tenant(),
                handoff.id(),
                handoff.version(),
                kind,
                step.at(),
                step.by(),
                step.left(),
                handoff instanceof Live live ? live.segment() : null,
                handoff instanceof Ended ended ? ended.outcome() : null);
    }

    private static @Nullable Kind kind(Step step) {
        return switch (step.kind()) {
            case ASKED -> Kind.ASKED;
            case PASSED_OVER ->
                    switch (step.note()) {
                        case Offered.DECLINED -> Kind.DECLINED;
                        case Offered.DEADLINE -> Kind.MISSED;
                        default -> null;
                    };
            case JOINED -> Kind.JOINED;
            case LAPSED -> Kind.LAPSED;
            case TRANSFERRED -> Kind.TRANSFERRED;
            case TAKEN -> Kind.TAKEN;
            case ASSIGNED -> Kind.ASSIGNED;
            case ENDED -> Kind.ENDED;
            case CUSTOMER_LEFT -> Kind.CUSTOMER_LEFT;
            case OFFERED, TAGGED, PRIORITISED -> null;
        };
    }

    /// The queues for which it counts.
    public Set<QueueId> queues() {
        return distinct(
                Stream.concat(Stream.ofNullable(left), Stream.ofNullable(now))
                        .map(HandoffSegment::queue));
    }

    /// The agents in whose figures the step counts.
    public Set<AgentId> agents() {
        AgentId offered = isLostOffer() ? by : null;
        return distinct(
                Stream.concat(
                        Stream.ofNullable(offered),
                        Stream.concat(
                                Stream.ofNullable(holder(left)), Stream.ofNullable(holder(now)))));
    }

    /// The queue where the customer was, or is offered to agents.
    public @Nullable QueueId queue() {
        HandoffSegment segment = left == null ? now : left;
        return segment == null ? null : segment.queue();
    }

    private static <T> Set<T> distinct(Stream<T> all) {
        return all.collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    private static @Nullable AgentId holder(@Nullable HandoffSegment segment) {
        return segment == null ? null : segment.agent();
    }

    boolean isLostOffer() {
        return kind == Kind.DECLINED || kind == Kind.MISSED;
    }

    /// Whether an agent has the customer since.
    boolean joins() {
        return left != null && holder(now) != null;
    }

    /// The queue in which the step began a wait; null if the customer waited there before.
    @Nullable QueueId began() {
        return now != null && now.agent() == null && !isLostOffer() && !goesOn()
                ? now.queue()
                : null;
    }

    /// The queue in which the step ended a wait; null if the customer still waits there.
    @Nullable QueueId over() {
        return left != null && left.agent() == null && !goesOn() ? left.queue() : null;
    }

    /// A supervisor may send a customer to the queue where they are.
    private boolean goesOn() {
        return left != null
                && now != null
                && left.agent() == null
                && now.agent() == null
                && left.queue().equals(now.queue());
    }

    /// The agent who had the customer until then, or null.
    @Nullable AgentId had() {
        return holder(left);
    }

    /// The time that the customer spent where they were. Clocks may be set back.
    Duration lasted() {
        Duration lasted = left == null ? Duration.ZERO : Duration.between(left.since(), at);
        return lasted.isNegative() ? Duration.ZERO : lasted;
    }
}
