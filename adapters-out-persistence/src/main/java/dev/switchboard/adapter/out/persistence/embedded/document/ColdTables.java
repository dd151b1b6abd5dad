package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import java.util.List;
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

    /// A range of keys.
    ///
    /// @param until the first key behind the range
    @SuppressWarnings("ArrayRecordComponent") // keys as they are stored
    public record KeyRange(Table table, byte[] from, byte[] until) {}

    private ColdTables() {}

    /// The documents of the tables whose documents may be encrypted.
    public static List<KeyRange> withWords() {
        return TableForm.WITH_WORDS.stream().map(ColdTables::documents).toList();
    }

    private static KeyRange documents(TableForm form) {
        Layout layout = layout(form);
        byte[] from = layout.documents().toBytes();
        return new KeyRange(layout.family(), from, ByteWriter.behind(from));
    }

    public static EmbeddedDocumentTable of(TableForm form, Store store) {
        return new EmbeddedDocumentTable(store, form, layout(form));
    }

    private static Layout layout(TableForm form) {
        return OWN.getOrDefault(form, new Layout.Shared(form));
    }
}
