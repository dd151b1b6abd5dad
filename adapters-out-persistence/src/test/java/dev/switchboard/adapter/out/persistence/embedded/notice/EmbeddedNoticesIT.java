package dev.switchboard.adapter.out.persistence.embedded.notice;

import dev.switchboard.adapter.out.persistence.document.DocumentNotices;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.notice.Notices;
import dev.switchboard.application.port.out.notice.NoticesContract;

class EmbeddedNoticesIT extends EngineCase implements NoticesContract {

    @Override
    public Notices notices() {
        return new DocumentNotices(ColdTables.of(TableForm.NOTICES, engine()));
    }
}
