package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.application.port.out.view.SavedViews;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.view.SavedView;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;

/// Saved views, indexed by their shelf.
public final class DocumentSavedViews implements SavedViews {

    private static final Function<Document, Stream<SavedView>> READER =
            DocumentFields.reader(TableForm.SAVED_VIEWS, DocumentSavedViews::toView);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#SAVED_VIEWS]
    public DocumentSavedViews(DocumentTable table) {
        this.table = table;
    }

    @Override
    public List<SavedView> of(Shelf shelf, int limit) {
        Range all = new Range.Only(ShelfNames.of(shelf));
        return table.scan(TableForm.SAVED_VIEWS.index("shelf"), all, limit).stream()
                .flatMap(READER)
                .toList();
    }

    @Override
    public boolean save(SavedView view) {
        return isDone(Change.to(toDocument(view), view.version()));
    }

    @Override
    public boolean remove(String id) {
        return isDone(new Amendment.Remove(id));
    }

    private boolean isDone(Change change) {
        return table.write(change) instanceof DocumentTable.Outcome.Done;
    }

    private static Document toDocument(SavedView view) {
        return new Document("_id", view.id())
                .append("version", view.version())
                .append("shelf", ShelfNames.of(view.shelf()))
                .append("screen", view.screen())
                .append("name", view.name())
                .append("query", view.query());
    }

    private static SavedView toView(DocumentFields fields) {
        return new SavedView(
                fields.text("_id"),
                fields.number("version"),
                ShelfNames.parse(fields.text("shelf")),
                fields.text("screen"),
                fields.text("name"),
                fields.text("query"));
    }
}
