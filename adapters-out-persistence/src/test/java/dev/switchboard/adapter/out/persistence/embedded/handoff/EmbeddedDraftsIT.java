package dev.switchboard.adapter.out.persistence.embedded.handoff;

import dev.switchboard.adapter.out.persistence.document.DocumentDrafts;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.DraftsContract;

class EmbeddedDraftsIT extends EngineCase implements DraftsContract {

    @Override
    public Drafts drafts() {
        return new DocumentDrafts(ColdTables.of(TableForm.DRAFTS, engine()));
    }
}
