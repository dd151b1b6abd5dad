package dev.switchboard.adapter.out.persistence.embedded.identity;

import dev.switchboard.adapter.out.persistence.document.DocumentKeptLogIns;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.identity.KeptLogInsContract;

class EmbeddedKeptLogInsIT extends EngineCase implements KeptLogInsContract {

    @Override
    public KeptLogIns logIns() {
        return new DocumentKeptLogIns(ColdTables.of(TableForm.LOG_INS, engine()));
    }
}
