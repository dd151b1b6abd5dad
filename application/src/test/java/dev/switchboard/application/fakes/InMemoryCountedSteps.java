package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.domain.figures.CountedStep;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counted steps that live as long as their test.
public final class InMemoryCountedSteps implements CountedSteps {

    private static final Comparator<CountedStep> LATEST_FIRST =
            Comparator.comparing(CountedStep::at)
                    .reversed()
                    .thenComparing(InMemoryCountedSteps::id);

    private final Outage outage;
    private final Map<String, CountedStep> all = new HashMap<>();

    public InMemoryCountedSteps() {
        this(new Outage());
    }

    public InMemoryCountedSteps(Outage outage) {
        this.outage = outage;
    }

    private static String id(CountedStep step) {
        return step.handoff() + "/" + step.version();
    }

    @Override
    public synchronized void keep(CountedStep step) {
        outage.check();
        all.putIfAbsent(id(step), step);
    }

    @Override
    public synchronized List<CountedStep> latest(
            Whose whose, Instant before, @Nullable CountedStep behind, int limit) {
        outage.check();
        return all.values().stream()
                .filter(step -> step.tenant().equals(whose.tenant()))
                .filter(step -> whose.agent() == null || step.agents().contains(whose.agent()))
                .filter(step -> step.at().isBefore(before))
                .filter(step -> behind == null || LATEST_FIRST.compare(step, behind) > 0)
                .sorted(LATEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void forgetThrough(Instant last) {
        outage.check();
        all.values().removeIf(step -> !step.at().isAfter(last));
    }
}
