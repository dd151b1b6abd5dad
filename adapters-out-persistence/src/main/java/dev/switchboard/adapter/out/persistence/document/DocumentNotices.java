package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Outcome;
import dev.switchboard.application.port.out.notice.Notices;
import dev.switchboard.domain.notice.AdminNotice;
import dev.switchboard.domain.notice.AdminNotice.Level;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;

/// Notices of admins by id.
public final class DocumentNotices implements Notices {

    private static final int MOST_OPEN = 100;

    private static final Function<Document, Stream<AdminNotice>> READER =
            DocumentFields.reader(TableForm.NOTICES, DocumentNotices::toNotice);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#NOTICES]
    public DocumentNotices(DocumentTable table) {
        this.table = table;
    }

    @Override
    public boolean insert(AdminNotice notice) {
        return table.write(new Change.Insert(toDocument(notice))) instanceof Outcome.Done;
    }

    @Override
    public void save(AdminNotice notice) {
        var _ = table.write(new Change.Put(toDocument(notice)));
    }

    @Override
    public Optional<AdminNotice> find(String id) {
        return table.find(id).stream().flatMap(READER).findFirst();
    }

    @Override
    public List<AdminNotice> open() {
        return table.walk(TableForm.NOTICES.index("open"), null, MOST_OPEN, READER);
    }

    @Override
    public void forgetThrough(Instant last) {
        table.forgetThrough(TableForm.NOTICES.index("until"), last);
    }

    private static Document toDocument(AdminNotice notice) {
        return DocumentFields.present(
                new Document("_id", notice.id())
                        .append("open", notice.withdrawn() ? null : true)
                        .append("level", notice.level().name())
                        .append("text", notice.text())
                        .append("until", Date.from(notice.until()))
                        .append("by", notice.by())
                        .append("at", Date.from(notice.at())));
    }

    private static AdminNotice toNotice(DocumentFields fields) {
        return new AdminNotice(
                fields.text("_id"),
                Level.valueOf(fields.text("level")),
                fields.text("text"),
                fields.time("until"),
                fields.text("by"),
                fields.time("at"),
                !fields.isSet("open"));
    }
}
