package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import java.util.Map;

/// The cold tables of the embedded store.
public final class ColdTables {

    /// Tables that had another form before; they keep a column family of their own.
    private static final Map<TableForm, Layout> OWN =
            Map.of(
                    TableForm.HANDOFFS,
                    new Layout.Own(TableForm.HANDOFFS, Table.HANDOFF, OldForms::handoff),
                    TableForm.CHATS,
                    new Layout.Own(TableForm.CHATS, Table.CHAT, OldForms::chat),
                    TableForm.ERASURES,
                    new Layout.Own(TableForm.ERASURES, Table.ERASURE, OldForms::erasure));

    private ColdTables() {}

    public static EmbeddedDocumentTable of(TableForm form, Store store) {
        Layout layout = OWN.getOrDefault(form, new Layout.Shared(form));
        return new EmbeddedDocumentTable(store, form, layout);
    }
}
