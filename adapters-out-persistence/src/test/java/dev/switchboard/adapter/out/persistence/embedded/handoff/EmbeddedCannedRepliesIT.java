package dev.switchboard.adapter.out.persistence.embedded.handoff;

import dev.switchboard.adapter.out.persistence.document.DocumentCannedReplies;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.canned.CannedRepliesContract;

class EmbeddedCannedRepliesIT extends EngineCase implements CannedRepliesContract {

    @Override
    public CannedReplies replies() {
        return new DocumentCannedReplies(ColdTables.of(TableForm.CANNED_REPLIES, engine()));
    }
}
