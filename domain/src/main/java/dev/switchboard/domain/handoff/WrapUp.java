package dev.switchboard.domain.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff.Leased;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The time in which an agent writes up a conversation that is over for them. Its place among the
/// agent's conversations stays taken.
///
/// @param lease by which the agent had it
public record WrapUp(ConversationId conversation, LeaseId lease, QueueId queue, Instant until) {

    /// Returns the one that [follows][#mayFollow] a lease.
    ///
    /// @param next the state after the lease
    /// @param goals of the queue from which the agent had it
    /// @return empty if it has no such time
    public static Optional<WrapUp> after(Leased leased, Handoff next, QueueGoals goals) {
        Duration time = goals.wrapUp();
        if (time == null || time.isZero() || !mayFollow(next)) {
            return Optional.empty();
        }
        return Optional.of(
                new WrapUp(
                        leased.conversation(),
                        leased.lease().id(),
                        leased.queue(),
                        next.step().at().plus(time)));
    }

    /// Whether it follows if the queue has such a time: what an agent brought to an end is to be
    /// written up, and what ended while they were at it. A lease that lapsed had nobody who could,
    /// and what a supervisor took away is somebody else's to write up.
    ///
    /// @param next the state after the lease
    public static boolean mayFollow(Handoff next) {
        return switch (next.step().kind()) {
            case ENDED, TRANSFERRED, CUSTOMER_LEFT -> true;
            case ASKED,
                    OFFERED,
                    PASSED_OVER,
                    JOINED,
                    TAGGED,
                    LAPSED,
                    TAKEN,
                    PRIORITISED,
                    ASSIGNED ->
                    false;
        };
    }
}
