package dev.switchboard.adapter.out.persistence.embedded.identity;

import dev.switchboard.adapter.out.persistence.document.DocumentPreferences;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.preference.KeptPreferences;
import dev.switchboard.application.port.out.preference.KeptPreferencesContract;

class EmbeddedPreferencesIT extends EngineCase implements KeptPreferencesContract {

    @Override
    public KeptPreferences kept() {
        return new DocumentPreferences(ColdTables.of(TableForm.PREFERENCES, engine()));
    }
}
