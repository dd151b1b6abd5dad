package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The changes of a group of writes. Each write sees the puts and deletes of earlier writes in its
/// group, but not their range deletes.
///
/// A write looks up single records only. A write that depends on a range finds it in an earlier
/// read and checks it again here.
public final class Batch implements RecordLookup {

    /// The most bytes before a key and its value in the log: a tag, a table and two lengths.
    private static final int PREFIXES = 16;

    private final RecordLookup stored;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Place, Change> latest = new HashMap<>();

    Batch(RecordLookup stored) {
        this.stored = stored;
    }

    /// One caller's write. It runs in the writer's thread, so it must be short; its caller prepares
    /// all that does not depend on other writes.
    @FunctionalInterface
    public interface Write<T> {

        T run(Batch batch);
    }

    /// One change, applied in order.
    static final class Change {

        final Kind kind;
        final Table table;
        final byte[] key;

        /// The value of a put, the end of a deleted range, otherwise null.
        final byte @Nullable [] bytes;

        /// Whether the value holds people's words.
        final boolean words;

        private Change(Kind kind, Table table, byte[] key, byte @Nullable [] bytes) {
            this(kind, table, key, bytes, false);
        }

        private Change(Kind kind, Table table, byte[] key, byte @Nullable [] bytes, boolean words) {
            this.kind = kind;
            this.table = table;
            this.key = key;
            this.bytes = bytes;
            this.words = words;
        }

        /// The most bytes it takes in RocksDB's log.
        int most() {
            int sealed = words ? SealedWords.LONGER : 0;
            return PREFIXES + key.length + (bytes == null ? 0 : bytes.length) + sealed;
        }
    }

    /// The kinds of changes, with their tags in RocksDB's log.
    enum Kind {
        PUT(0x5),
        DELETE(0x4),
        DELETE_ONCE(0x8),
        DELETE_RANGE(0xe);

        final int tag;

        Kind(int tag) {
            this.tag = tag;
        }
    }

    private static final class Place {

        private final Table table;
        private final byte[] key;

        private Place(Table table, byte[] key) {
            this.table = table;
            this.key = key;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place its && table == its.table && Arrays.equals(key, its.key);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(key) * 31 + table.hashCode();
        }
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        Change change = latest.get(new Place(table, key));
        return change == null ? stored.get(table, key) : change.bytes;
    }

    @Override
    public byte @Nullable [] probe(Table table, byte[] key) {
        Change change = latest.get(new Place(table, key));
        return change == null ? stored.probe(table, key) : change.bytes;
    }

    public void put(Table table, byte[] key, byte[] value) {
        change(new Change(Kind.PUT, table, key, value, table.words() == Table.Words.ALL));
    }

    /// Puts people's words into a table that also holds other values.
    public void putWords(Table table, byte[] key, byte[] value) {
        if (table.words() == Table.Words.NONE) {
            throw new IllegalArgumentException("Words would not be opened again in " + table);
        }
        change(new Change(Kind.PUT, table, key, value, true));
    }

    public void delete(Table table, byte[] key) {
        change(new Change(Kind.DELETE, table, key, null));
    }

    /// Deletes a record that was put exactly once since it was last deleted. Cheaper than a delete,
    /// and leaves nothing for a scan to step over.
    public void deleteOnce(Table table, byte[] key) {
        change(new Change(Kind.DELETE_ONCE, table, key, null));
    }

    /// Deletes all keys from `from`, inclusive, to `until`, exclusive. Later puts are not affected.
    ///
    /// @param until nothing is deleted unless it is greater than `from`
    public void deleteRange(Table table, byte[] from, byte[] until) {
        // RocksDB fails on a range that ends before it begins, and would have to be reopened.
        if (Arrays.compareUnsigned(from, until) < 0) {
            changes.add(new Change(Kind.DELETE_RANGE, table, from, until));
        }
    }

    private void change(Change change) {
        changes.add(change);
        latest.put(new Place(change.table, change.key), change);
    }

    List<Change> changes() {
        return changes;
    }

    /// The position to return to if the next write fails.
    int mark() {
        return changes.size();
    }

    void backTo(int mark) {
        changes.subList(mark, changes.size()).clear();
        latest.clear();
        for (Change change : changes) {
            if (change.kind != Kind.DELETE_RANGE) {
                latest.put(new Place(change.table, change.key), change);
            }
        }
    }
}
