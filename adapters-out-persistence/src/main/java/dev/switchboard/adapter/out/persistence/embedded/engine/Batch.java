package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a group of writes changes. Each write sees what those before it in its group have put and
/// deleted, though not what they deleted as a range.
///
/// A write looks up single records. What it needs of a range is looked for in a read before, and
/// looked at again here.
public final class Batch implements Records {

    /// What stands there before a key and its value: a tag, a table and two lengths.
    private static final int PREFIXES = 16;

    private final Records stored;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Place, Change> latest = new HashMap<>();

    Batch(Records stored) {
        this.stored = stored;
    }

    /// What one caller wants written. Runs in the writer's thread, so it is short; what needs no
    /// order its caller has prepared.
    @FunctionalInterface
    public interface Write<T> {

        T run(Batch batch);
    }

    /// One step, in the order in which it is to be taken.
    static final class Change {

        final Kind kind;
        final Table table;
        final byte[] key;

        /// The value of a put, the end of a deleted range, else null.
        final byte @Nullable [] bytes;

        /// Whether the value holds what people said.
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

        /// At most so many bytes in RocksDB's log.
        int most() {
            int sealed = words ? SealedWords.LONGER : 0;
            return PREFIXES + key.length + (bytes == null ? 0 : bytes.length) + sealed;
        }
    }

    /// The kinds of changes, and what RocksDB's log calls them.
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

    /// Puts what people said into a table that has other values as well.
    public void putWords(Table table, byte[] key, byte[] value) {
        if (table.words() == Table.Words.NONE) {
            throw new IllegalArgumentException("Words would not be opened again in " + table);
        }
        change(new Change(Kind.PUT, table, key, value, true));
    }

    public void delete(Table table, byte[] key) {
        change(new Change(Kind.DELETE, table, key, null));
    }

    /// Deletes a record that was put once and never overwritten, since it was last deleted: costs
    /// less, and leaves nothing for a scan to step over.
    public void deleteOnce(Table table, byte[] key) {
        change(new Change(Kind.DELETE_ONCE, table, key, null));
    }

    /// Deletes all from a key on, up to but without another. What is put later is not affected.
    ///
    /// @param until nothing is deleted unless it stands behind the first one
    public void deleteRange(Table table, byte[] from, byte[] until) {
        // RocksDB stops at a range that ends before it begins: it has to be opened again
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

    /// Where to go back to, if the next write fails.
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
