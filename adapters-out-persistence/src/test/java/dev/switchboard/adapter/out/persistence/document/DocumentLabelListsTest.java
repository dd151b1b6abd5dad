package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.label.LabelListsContract;

class DocumentLabelListsTest implements LabelListsContract {

    private final LabelLists lists =
            new DocumentLabelLists(new MemoryDocumentTable(TableForm.LABELS));

    @Override
    public LabelLists lists() {
        return lists;
    }
}
