package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.ApiKeysContract;

class DocumentApiKeysTest implements ApiKeysContract {

    private final ApiKeys keys = new DocumentApiKeys(new MemoryDocumentTable(TableForm.API_KEYS));

    @Override
    public ApiKeys keys() {
        return keys;
    }
}
