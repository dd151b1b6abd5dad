package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.nio.file.Path;
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
