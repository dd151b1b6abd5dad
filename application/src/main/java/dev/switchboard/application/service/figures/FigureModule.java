package dev.switchboard.application.service.figures;

import dev.switchboard.application.port.in.figures.ReadFigures;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.service.node.Node;
import java.time.Clock;
import java.time.Duration;

/// The figures of queues and agents.
public record FigureModule(
        ReadFigures figures, CountedSteps steps, Clock clock, Duration retention) {

    /// The most steps that one query reads: some 150,000 handoffs.
    public static final int MOST_STEPS = 500_000;

    private static final int MOST_LINES = 20_000;
    private static final Duration MOST_TIME = Duration.ofSeconds(10);

    /// @param retention how long steps are kept
    public static FigureModule of(Node node, CountedSteps steps, Goals goals, Duration retention) {
        FigureReader.Limits limits = new FigureReader.Limits(MOST_STEPS, MOST_LINES, MOST_TIME);
        return new FigureModule(
                new FigureReader(steps, goals, node.clock(), node.steady(), limits),
                steps,
                node.clock(),
                retention);
    }

    /// Removes steps that are too old.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time
    public void forgetOldSteps() {
        steps.forgetThrough(clock.instant().minus(retention));
    }
}
