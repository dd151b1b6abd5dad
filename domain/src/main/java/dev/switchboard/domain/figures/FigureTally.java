package dev.switchboard.domain.figures;

import dev.switchboard.domain.figures.Figures.Count;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts the steps of one queue, or those of one agent.
public final class FigureTally {

    private final Map<Count, Integer> counts = new EnumMap<>(Count.class);
    private final Map<LabelId, Integer> outcomes = new HashMap<>();
    private final List<Duration> answers = new ArrayList<>();
    private final List<Duration> handling = new ArrayList<>();

    /// Counts what a step means for a queue.
    ///
    /// @param goal how long its customers may wait; null if nobody says
    public void count(CountedStep step, QueueId queue, @Nullable Duration goal) {
        if (queue.equals(step.began())) {
            add(step.kind() == CountedStep.Kind.LAPSED ? Count.RETURNED : Count.ASKED);
        }
        if (queue.equals(step.over())) {
            waited(step, goal);
        }
        if (step.isLostOffer()) {
            lost(step);
        }
        if (step.left() != null && step.had() != null && queue.equals(step.left().queue())) {
            handled(step);
        }
    }

    /// Counts what a step means for an agent.
    public void count(CountedStep step, AgentId agent) {
        if (step.isLostOffer() && agent.equals(step.by())) {
            lost(step);
        }
        if (step.joins() && step.now() != null && agent.equals(step.now().agent())) {
            add(Count.ACCEPTED);
        }
        if (agent.equals(step.had())) {
            handled(step);
        }
    }

    private void waited(CountedStep step, @Nullable Duration goal) {
        if (step.joins()) {
            Duration wait = step.lasted();
            add(Count.ANSWERED);
            answers.add(wait);
            if (goal != null) {
                add(wait.compareTo(goal) <= 0 ? Count.IN_TIME : Count.LATE);
            }
        } else {
            boolean left = step.kind() == CountedStep.Kind.CUSTOMER_LEFT;
            add(left ? Count.ABANDONED : Count.MOVED);
        }
    }

    private void lost(CountedStep step) {
        add(step.kind() == CountedStep.Kind.DECLINED ? Count.DECLINED : Count.MISSED);
    }

    private void handled(CountedStep step) {
        handling.add(step.lasted());
        switch (step.kind()) {
            case ENDED -> {
                add(Count.ENDED);
                if (step.outcome() != null) {
                    outcomes.merge(step.outcome(), 1, Integer::sum);
                }
            }
            case TRANSFERRED -> add(Count.TRANSFERRED);
            case LAPSED -> add(Count.LAPSED);
            case ASKED, DECLINED, MISSED, JOINED, TAKEN, ASSIGNED, CUSTOMER_LEFT -> {
                // others ended these leases
            }
        }
    }

    private void add(Count count) {
        counts.merge(count, 1, Integer::sum);
    }

    public Figures sum() {
        return new Figures(counts, outcomes, Spread.of(answers), Spread.of(handling));
    }
}
