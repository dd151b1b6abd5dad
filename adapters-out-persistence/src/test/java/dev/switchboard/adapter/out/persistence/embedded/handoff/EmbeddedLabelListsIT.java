package dev.switchboard.adapter.out.persistence.embedded.handoff;

import dev.switchboard.adapter.out.persistence.document.DocumentLabelLists;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.label.LabelListsContract;

class EmbeddedLabelListsIT extends EngineCase implements LabelListsContract {

    @Override
    public LabelLists lists() {
        return new DocumentLabelLists(ColdTables.of(TableForm.LABELS, engine()));
    }
}
