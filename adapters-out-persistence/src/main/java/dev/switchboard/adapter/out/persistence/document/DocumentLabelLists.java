package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelList;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;

/// Lists of labels, one document for each tenant and kind.
public final class DocumentLabelLists implements LabelLists {

    private static final Function<Document, Stream<LabelList>> READER =
            DocumentFields.reader(TableForm.LABELS, DocumentLabelLists::toList);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#LABELS]
    public DocumentLabelLists(DocumentTable table) {
        this.table = table;
    }

    @Override
    public LabelList of(TenantId tenant, LabelList.Kind kind) {
        return table.find(id(tenant, kind)).stream()
                .flatMap(READER)
                .findFirst()
                .orElseGet(() -> LabelList.empty(tenant, kind));
    }

    @Override
    public boolean save(LabelList list) {
        Change change = Change.to(toDocument(list), list.version());
        return table.write(change) instanceof DocumentTable.Outcome.Done;
    }

    /// No tenant's name contains a slash.
    private static String id(TenantId tenant, LabelList.Kind kind) {
        return tenant + "/" + kind.name().toLowerCase(Locale.ROOT);
    }

    private static Document toDocument(LabelList list) {
        return new Document("_id", id(list.tenant(), list.kind()))
                .append("version", list.version())
                .append("tenant", list.tenant().value())
                .append("kind", list.kind().name())
                .append("required", list.required())
                .append("items", list.items().stream().map(DocumentLabelLists::toItem).toList());
    }

    private static Document toItem(Label label) {
        return DocumentFields.present(
                new Document("id", label.id().value())
                        .append("name", label.name())
                        .append("color", label.color())
                        .append("retired", label.retired()));
    }

    private static LabelList toList(DocumentFields fields) {
        return new LabelList(
                new TenantId(fields.text("tenant")),
                LabelList.Kind.valueOf(fields.text("kind")),
                fields.number("version"),
                fields.isSet("required"),
                fields.inners("items").stream().map(DocumentLabelLists::toLabel).toList());
    }

    private static Label toLabel(DocumentFields fields) {
        return new Label(
                new LabelId(fields.text("id")),
                fields.text("name"),
                fields.textIfAny("color"),
                fields.isSet("retired"));
    }
}
