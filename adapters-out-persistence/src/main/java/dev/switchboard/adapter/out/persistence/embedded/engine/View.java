package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reading for one caller. Whatever a returned write stored is seen.
public final class View implements Records {

    private final Engine engine;
    private final Budget budget;

    /// What one caller wants to know.
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

    /// How long a value is as it stands there, 0 if there is none.
    public int size(Table table, byte[] key) {
        byte @Nullable [] stored = engine.stored(table, key);
        return stored == null ? 0 : stored.length;
    }

    /// With the key of which day a value is sealed, if it is.
    public Optional<LocalDate> sealedOn(Table table, byte[] key) {
        byte @Nullable [] stored = engine.stored(table, key);
        return stored == null ? Optional.empty() : SealedWords.dayOf(stored);
    }

    /// What begins with these bytes, by ascending key.
    public Scan scan(Table table, byte[] prefix) {
        return scan(table, prefix, ByteWriter.behind(prefix));
    }

    /// What stands from a key on, up to but without another, by ascending key.
    public Scan scan(Table table, byte[] from, byte[] until) {
        return engine.scan(table, from, until, true, budget);
    }

    /// The same by descending key, so that it begins below `until`.
    public Scan scanBack(Table table, byte[] from, byte[] until) {
        return engine.scan(table, from, until, false, budget);
    }

    /// See [Store#destroyKey].
    LocalDate forget(LocalDate day) {
        engine.forget(day);
        return day;
    }

    /// See [Store#scrub].
    Set<Table> scrub(Set<Table> tables) {
        engine.scrub(tables);
        return tables;
    }

    /// See [Store#copyTo].
    Path copyTo(Path directory) {
        engine.checkpoint(directory);
        return directory;
    }
}
