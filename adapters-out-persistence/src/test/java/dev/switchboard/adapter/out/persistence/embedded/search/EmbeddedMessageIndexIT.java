package dev.switchboard.adapter.out.persistence.embedded.search;

import dev.switchboard.adapter.out.persistence.document.DocumentMessageIndex;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.keys.TokenKeys;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.port.out.search.MessageIndexContract;

class EmbeddedMessageIndexIT extends EngineCase implements MessageIndexContract {

    @Override
    public MessageIndex index() {
        return new DocumentMessageIndex(
                ColdTables.of(TableForm.MESSAGE_TERMS, engine()), TokenKeys.first());
    }
}
