package dev.switchboard.adapter.out.persistence.embedded.identity;

import dev.switchboard.adapter.out.persistence.document.DocumentApiKeys;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.ApiKeysContract;

class EmbeddedApiKeysIT extends EngineCase implements ApiKeysContract {

    @Override
    public ApiKeys keys() {
        return new DocumentApiKeys(ColdTables.of(TableForm.API_KEYS, engine()));
    }
}
