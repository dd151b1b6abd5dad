package dev.switchboard.domain.figures;

import dev.switchboard.domain.handoff.LabelId;
import java.util.Map;

/// The figures of a time, of one queue or one agent.
///
/// @param outcomes how often agents named each outcome
/// @param answers how long customers waited for their agent
/// @param handling how long agents had the customers who left them
public record Figures(
        Map<Count, Integer> counts,
        Map<LabelId, Integer> outcomes,
        Spread answers,
        Spread handling) {

    public static final Figures NONE = new FigureTally().sum();

    /// The counted events.
    public enum Count {
        /// Customers who began to wait, because an agent was asked for or they were sent here.
        ASKED,
        /// Customers who wait again, because their agent's lease lapsed.
        RETURNED,
        /// Customers whose wait ended with an agent.
        ANSWERED,
        /// Answered customers who waited no longer than the queue's goal.
        IN_TIME,
        /// Answered customers who waited longer.
        LATE,
        /// Customers who left while they waited.
        ABANDONED,
        /// Customers who were sent elsewhere while they waited.
        MOVED,
        /// Leases that began.
        ACCEPTED,
        /// Offers that an agent declined.
        DECLINED,
        /// Offers that an agent did not answer in time.
        MISSED,
        /// Conversations that an agent ended.
        ENDED,
        /// Conversations that an agent passed on.
        TRANSFERRED,
        /// Leases that were not renewed.
        LAPSED
    }

    public Figures {
        counts = Map.copyOf(counts);
        outcomes = Map.copyOf(outcomes);
    }

    /// Whether the answers were compared with a goal.
    public boolean isJudged() {
        return of(Count.IN_TIME) + of(Count.LATE) > 0;
    }

    public int of(Count count) {
        return counts.getOrDefault(count, 0);
    }
}
