package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;

/// Canned replies, by tenant and shortcut.
public final class DocumentCannedReplies implements CannedReplies {

    private static final Function<Document, Stream<CannedReply>> READER =
            DocumentFields.reader(TableForm.CANNED_REPLIES, DocumentCannedReplies::toReply);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#CANNED_REPLIES]
    public DocumentCannedReplies(DocumentTable table) {
        this.table = table;
    }

    @Override
    public List<CannedReply> of(TenantId tenant, int limit) {
        Range all = new Range.Only(tenant.value());
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
    public Outcome remove(TenantId tenant, String shortcut) {
        return outcome(new Amendment.Remove(id(tenant, shortcut)));
    }

    private Outcome outcome(Change change) {
        return switch (table.write(change)) {
            case DocumentTable.Outcome.Done _ -> Outcome.DONE;
            case DocumentTable.Outcome.Refused _ -> Outcome.REFUSED;
        };
    }

    /// No tenant's name contains a slash.
    private static String id(TenantId tenant, String shortcut) {
        return tenant + "/" + shortcut;
    }

    private static Document toDocument(CannedReply reply) {
        return new Document("_id", id(reply.tenant(), reply.shortcut()))
                .append("version", reply.version())
                .append("tenant", reply.tenant().value())
                .append("shortcut", reply.shortcut())
                .append("title", reply.title())
                .append("text", reply.text());
    }

    private static CannedReply toReply(DocumentFields fields) {
        return new CannedReply(
                new TenantId(fields.text("tenant")),
                fields.text("shortcut"),
                fields.number("version"),
                fields.text("title"),
                fields.text("text"));
    }
}
