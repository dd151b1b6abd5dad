package dev.switchboard.adapter.out.persistence.embedded.handoff;

import dev.switchboard.adapter.out.persistence.document.DocumentCountedSteps;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.figures.CountedStepsContract;

class EmbeddedCountedStepsIT extends EngineCase implements CountedStepsContract {

    @Override
    public CountedSteps steps() {
        return new DocumentCountedSteps(ColdTables.of(TableForm.COUNTED_STEPS, engine()));
    }
}
