package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.figures.CountedStepsContract;

class DocumentCountedStepsTest implements CountedStepsContract {

    private final CountedSteps steps =
            new DocumentCountedSteps(new MemoryDocumentTable(TableForm.COUNTED_STEPS));

    @Override
    public CountedSteps steps() {
        return steps;
    }
}
