package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.bson.Document;

/// The keys of the index entries of a cold table. Each ends with the place of its document.
record IndexKeys(TableForm form, Layout layout) {

    private static final int TEXT = 1;
    private static final int TIME = 2;

    /// Returns the keys of all entries of a document, in their order.
    NavigableSet<byte[]> of(Document document, byte[] place) {
        NavigableSet<byte[]> keys = none();
        for (Index index : form.indexes()) {
            Object value = document.get(index.field());
            switch (index) {
                case Index.Value _ when value instanceof String text ->
                        keys.add(text(index, text).raw(place).toBytes());
                case Index.Value _ when value instanceof Date date ->
                        keys.add(time(index, date.toInstant()).raw(place).toBytes());
                case Index.Terms terms when value instanceof List<?> texts ->
                        lists(terms)
                                .entries(texts, document.getDate(terms.time()), place)
                                .forEach(keys::add);
                case Index.Flag flag when Boolean.TRUE.equals(value) -> keys.add(flag(flag, place));
                default -> {
                    // No entry.
                }
            }
        }
        return keys;
    }

    static NavigableSet<byte[]> none() {
        return new TreeSet<>(Arrays::compareUnsigned);
    }

    /// The prefix of the entries of a text.
    ByteWriter text(Index index, String text) {
        return layout.entries(index).octet(TEXT).keyText(text);
    }

    /// The prefix of the entries of all times.
    ByteWriter times(Index index) {
        return layout.entries(index).octet(TIME);
    }

    ByteWriter time(Index index, Instant at) {
        return times(index).instant(Instant.ofEpochMilli(at.toEpochMilli()));
    }

    byte[] flag(Index.Flag flag, byte[] place) {
        return layout.entries(flag).raw(place).toBytes();
    }

    TermLists lists(Index index) {
        return new TermLists(layout.family(), layout.entries(index).toBytes());
    }

    /// The place of the document that an entry of a value or a flag refers to.
    byte[] place(Index index, byte[] entry) {
        ByteReader key = new ByteReader(entry);
        key.raw(layout.entries(index).toBytes().length);
        if (index instanceof Index.Value) {
            if (key.octet() == TEXT) {
                key.keyText();
            } else {
                key.instant();
            }
        }
        return key.rest();
    }
}
