package dev.switchboard.adapter.out.persistence.embedded.handoff;

import dev.switchboard.adapter.out.persistence.document.DocumentSavedViews;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.application.port.out.view.SavedViews;
import dev.switchboard.application.port.out.view.SavedViewsContract;

class EmbeddedSavedViewsIT extends EngineCase implements SavedViewsContract {

    @Override
    public SavedViews views() {
        return new DocumentSavedViews(ColdTables.of(TableForm.SAVED_VIEWS, engine()));
    }
}
