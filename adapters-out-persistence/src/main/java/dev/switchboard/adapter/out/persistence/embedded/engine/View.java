package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One caller's read. It sees every write that has returned.
public final class View implements RecordLookup {

    private final Engine engine;
    private final Budget budget;

    /// One caller's query.
    @FunctionalInterface
    public interface Reading<T> {

        T run(View view);
    }

    View(Engine engine) {
        this.engine = engine;
        this.budget = Budget.begin();
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        return engine.get(table, key);
    }

    @Override
    public byte @Nullable [] probe(Table table, byte[] key) {
        return engine.probe(table, key);
    }

    /// The length of a stored value; 0 if there is none.
    public int size(Table table, byte[] key) {
        byte @Nullable [] stored = engine.stored(table, key);
        return stored == null ? 0 : stored.length;
    }

    /// The day of the key that a value is encrypted with; empty if it is not encrypted.
    public Optional<LocalDate> sealedOn(Table table, byte[] key) {
        byte @Nullable [] stored = engine.stored(table, key);
        return stored == null ? Optional.empty() : SealedWords.dayOf(stored);
    }

    /// Scans the keys with a prefix, in ascending order.
    public Scan scan(Table table, byte[] prefix) {
        return scan(table, prefix, ByteWriter.behind(prefix));
    }

    /// Scans from one key, inclusive, to another, exclusive, in ascending order.
    public Scan scan(Table table, byte[] from, byte[] until) {
        return engine.scan(table, from, until, true, budget);
    }

    /// Scans the same range in descending order, beginning below `until`.
    public Scan scanBack(Table table, byte[] from, byte[] until) {
        return engine.scan(table, from, until, false, budget);
    }
}
