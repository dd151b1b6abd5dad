package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.port.out.handoff.GoalsContract;

class DocumentGoalsTest implements GoalsContract {

    private final Goals goals = new DocumentGoals(new MemoryDocumentTable(TableForm.QUEUE_GOALS));

    @Override
    public Goals goals() {
        return goals;
    }
}
