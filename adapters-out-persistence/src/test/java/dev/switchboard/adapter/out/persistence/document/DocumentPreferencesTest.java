package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.application.port.out.preference.KeptPreferences;
import dev.switchboard.application.port.out.preference.KeptPreferencesContract;

class DocumentPreferencesTest implements KeptPreferencesContract {

    private final KeptPreferences kept =
            new DocumentPreferences(new MemoryDocumentTable(TableForm.PREFERENCES));

    @Override
    public KeptPreferences kept() {
        return kept;
    }
}
