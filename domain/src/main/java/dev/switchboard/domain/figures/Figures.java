package dev.switchboard.domain.figures;

import dev.switchboard.domain.handoff.LabelId;
import java.util.Map;

/// What happened in a time, at one queue or with one agent.
///
/// @param outcomes how often agents named each outcome
/// @param answers how long the customers waited whom an agent got
/// @param handling how long agents had customers whom they have no longer
public record Figures(
        Map<Count, Integer> counts,
        Map<LabelId, Integer> outcomes,
        Spread answers,
        Spread handling) {

    public static final Figures NONE = new FigureTally().sum();

    /// What is counted.
    public enum Count {
        /// Customers who began to wait, because an agent was asked for or they were sent here.
        ASKED,
        /// Customers who wait again, because their agent's lease lapsed.
        RETURNED,
        /// Customers whose wait ended with an agent.
        ANSWERED,
        /// Those of them who waited no longer than the queue's goal.
        IN_TIME,
        /// Those of them who waited longer.
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
