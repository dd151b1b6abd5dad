package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.application.port.out.view.SavedViews;
import dev.switchboard.application.port.out.view.SavedViewsContract;

class DocumentSavedViewsTest implements SavedViewsContract {

    private final SavedViews views =
            new DocumentSavedViews(new MemoryDocumentTable(TableForm.SAVED_VIEWS));

    @Override
    public SavedViews views() {
        return views;
    }
}
