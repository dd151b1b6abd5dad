package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.DraftsContract;

class DocumentDraftsTest implements DraftsContract {

    private final Drafts drafts = new DocumentDrafts(new MemoryDocumentTable(TableForm.DRAFTS));

    @Override
    public Drafts drafts() {
        return drafts;
    }
}
