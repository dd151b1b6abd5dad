package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;

/// The cold tables of the embedded store.
public final class ColdTables {

    private ColdTables() {}

    /// A table that never had another form.
    public static EmbeddedDocumentTable of(TableForm form, Store store) {
        return new EmbeddedDocumentTable(store, form, new Layout.Shared(form));
    }

    public static EmbeddedDocumentTable handoffs(Store store) {
        return own(store, TableForm.HANDOFFS, Table.HANDOFF, OldForms::handoff);
    }

    public static EmbeddedDocumentTable chats(Store store) {
        return own(store, TableForm.CHATS, Table.CHAT, OldForms::chat);
    }

    public static EmbeddedDocumentTable erasures(Store store) {
        return own(store, TableForm.ERASURES, Table.ERASURE, OldForms::erasure);
    }

    private static EmbeddedDocumentTable own(
            Store store, TableForm form, Table family, Layout.OldForm old) {
        return new EmbeddedDocumentTable(store, form, new Layout.Own(form, family, old));
    }
}
