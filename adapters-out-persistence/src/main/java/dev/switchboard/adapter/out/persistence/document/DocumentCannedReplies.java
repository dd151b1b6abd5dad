package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.LanguageTag;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.QueueId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;

/// Canned replies, by shelf and shortcut. No shortcut begins with the slash that ends the shelf's
/// name.
public final class DocumentCannedReplies implements CannedReplies {

    private static final Function<Document, Stream<CannedReply>> READER =
            DocumentFields.reader(TableForm.CANNED_REPLIES, DocumentCannedReplies::toReply);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#CANNED_REPLIES]
    public DocumentCannedReplies(DocumentTable table) {
        this.table = table;
    }

    @Override
    public List<CannedReply> of(Shelf shelf, int limit) {
        Range all = new Range.Only(ShelfNames.of(shelf));
        return table.scan(TableForm.CANNED_REPLIES.index("tenant"), all, limit).stream()
                .flatMap(READER)
                .toList();
    }

    @Override
    public Outcome insert(CannedReply reply) {
        return outcome(new Change.Insert(toDocument(reply)));
    }

    @Override
    public Outcome replace(CannedReply reply, long version) {
        return outcome(new Amendment.Replace(toDocument(reply), version));
    }

    @Override
    public Outcome remove(Shelf shelf, String shortcut) {
        return outcome(new Amendment.Remove(id(shelf, shortcut)));
    }

    private Outcome outcome(Change change) {
        return switch (table.write(change)) {
            case DocumentTable.Outcome.Done _ -> Outcome.DONE;
            case DocumentTable.Outcome.Refused _ -> Outcome.REFUSED;
        };
    }

    private static String id(Shelf shelf, String shortcut) {
        return ShelfNames.of(shelf) + "/" + shortcut;
    }

    private static Document toDocument(CannedReply reply) {
        Document document =
                new Document("_id", id(reply.shelf(), reply.shortcut()))
                        .append("version", reply.version())
                        .append("tenant", ShelfNames.of(reply.shelf()))
                        .append("shortcut", reply.shortcut())
                        .append("title", reply.title())
                        .append("text", reply.text());
        if (!reply.queues().isEmpty()) {
            document.append("queues", reply.queues().stream().map(QueueId::value).toList());
        }
        LanguageTag locale = reply.locale();
        return locale == null ? document : document.append("locale", locale.value());
    }

    private static CannedReply toReply(DocumentFields fields) {
        String locale = fields.textIfAny("locale");
        return new CannedReply(
                ShelfNames.parse(fields.text("tenant")),
                fields.text("shortcut"),
                fields.number("version"),
                fields.text("title"),
                fields.text("text"),
                fields.textsIfAny("queues").stream().map(QueueId::new).toList(),
                locale == null ? null : new LanguageTag(locale));
    }
}
