package dev.switchboard.domain.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff.Leased;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// The time in which an agent writes up a conversation that is over for them. Its place among the
/// agent's conversations stays taken.
///
/// @param lease by which the agent had it
public record WrapUp(ConversationId conversation, LeaseId lease, QueueId queue, Instant until) {

    /// Follows what an agent brought to an end, and what ended while they were at it: there is
    /// something to write up. A lease that lapsed had nobody who could, and what a supervisor took
    /// away is somebody else's to write up.
    ///
    /// @param next the state after the lease
    /// @param goals of the queue from which the agent had it, asked for only if one may follow
    /// @return empty if it has no such time
    public static Optional<WrapUp> after(
            Leased leased, Handoff next, Function<QueueId, QueueGoals> goals) {
        if (!isToBeWrittenUp(next.step().kind())) {
            return Optional.empty();
        }
        Duration time = goals.apply(leased.queue()).wrapUp();
        if (time == null || time.isZero()) {
            return Optional.empty();
        }
        return Optional.of(
                new WrapUp(
                        leased.conversation(),
                        leased.lease().id(),
                        leased.queue(),
                        next.step().at().plus(time)));
    }

    private static boolean isToBeWrittenUp(Step.Kind ending) {
        return switch (ending) {
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
