package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.application.port.out.notice.Notices;
import dev.switchboard.application.port.out.notice.NoticesContract;

class DocumentNoticesTest implements NoticesContract {

    private final Notices notices = new DocumentNotices(new MemoryDocumentTable(TableForm.NOTICES));

    @Override
    public Notices notices() {
        return notices;
    }
}
