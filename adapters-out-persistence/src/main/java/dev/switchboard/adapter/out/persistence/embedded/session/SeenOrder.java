package dev.switchboard.adapter.out.persistence.embedded.session;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An index of a table's records by when they were last seen, for finding old records without
/// reading others. Its values are empty; its keys end with those of the records.
///
/// @param table a table whose records have keys of the kind [#RECORD]
record SeenOrder(Table table) {

    static final int RECORD = 1;

    private static final int ENTRY = 2;
    private static final byte[] BEGIN = new ByteWriter(1).octet(ENTRY).toBytes();

    /// The index entry of one record.
    static final class Entry {

        private final byte[] key;
        private final Instant seenAt;
        private final byte[] name;

        private Entry(byte[] key, Instant seenAt, byte[] name) {
            this.key = key;
            this.seenAt = seenAt;
            this.name = name;
        }

        byte[] key() {
            return key;
        }

        Instant seenAt() {
            return seenAt;
        }

        /// The record's key without its kind.
        byte[] name() {
            return name;
        }

        /// The record's key.
        byte[] record() {
            return new ByteWriter(1 + name.length).octet(RECORD).raw(name).toBytes();
        }
    }

    static byte[] key(Instant seenAt, byte[] record) {
        byte[] name = Arrays.copyOfRange(record, 1, record.length);
        return new ByteWriter(name.length + 9).octet(ENTRY).instant(seenAt).raw(name).toBytes();
    }

    /// The oldest entries last seen before an instant.
    ///
    /// @param after the last key of the previous page, or [#begin]
    List<Entry> page(View view, byte[] after, Instant before, int limit) {
        List<Entry> page = new ArrayList<>();
        byte[] until = new ByteWriter(9).octet(ENTRY).instant(before).toBytes();
        // With a zero byte appended, this is the smallest possible key after it.
        byte[] from = Arrays.copyOf(after, after.length + 1);
        try (Scan scan = view.scan(table, from, until)) {
            while (page.size() < limit && scan.next()) {
                page.add(entry(scan.key()));
            }
        }
        return page;
    }

    static byte[] begin() {
        return BEGIN;
    }

    private static Entry entry(byte[] key) {
        ByteReader reader = new ByteReader(key);
        reader.octet();
        return new Entry(key, reader.instant(), reader.raw(key.length - 9));
    }
}
