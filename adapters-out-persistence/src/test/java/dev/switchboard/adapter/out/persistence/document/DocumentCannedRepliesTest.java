package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.canned.CannedRepliesContract;

class DocumentCannedRepliesTest implements CannedRepliesContract {

    private final CannedReplies replies =
            new DocumentCannedReplies(new MemoryDocumentTable(TableForm.CANNED_REPLIES));

    @Override
    public CannedReplies replies() {
        return replies;
    }
}
