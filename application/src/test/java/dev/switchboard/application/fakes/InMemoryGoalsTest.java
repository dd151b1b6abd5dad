package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.port.out.handoff.GoalsContract;

class InMemoryGoalsTest implements GoalsContract {

    private final Goals goals = new InMemoryGoals();

    @Override
    public Goals goals() {
        return goals;
    }
}
