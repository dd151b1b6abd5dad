package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.identity.KeptLogInsContract;

class DocumentKeptLogInsTest implements KeptLogInsContract {

    private final KeptLogIns logIns =
            new DocumentKeptLogIns(new MemoryDocumentTable(TableForm.LOG_INS));

    @Override
    public KeptLogIns logIns() {
        return logIns;
    }
}
