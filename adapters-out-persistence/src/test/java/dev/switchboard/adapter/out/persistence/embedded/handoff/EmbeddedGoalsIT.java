package dev.switchboard.adapter.out.persistence.embedded.handoff;

import dev.switchboard.adapter.out.persistence.document.DocumentGoals;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.port.out.handoff.GoalsContract;

class EmbeddedGoalsIT extends EngineCase implements GoalsContract {

    @Override
    public Goals goals() {
        return new DocumentGoals(ColdTables.of(TableForm.QUEUE_GOALS, engine()));
    }
}
