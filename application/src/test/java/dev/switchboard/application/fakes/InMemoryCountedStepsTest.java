package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.figures.CountedStepsContract;

class InMemoryCountedStepsTest implements CountedStepsContract {

    private final CountedSteps steps = new InMemoryCountedSteps();

    @Override
    public CountedSteps steps() {
        return steps;
    }
}
