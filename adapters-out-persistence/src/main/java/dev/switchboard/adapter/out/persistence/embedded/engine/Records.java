package dev.switchboard.adapter.out.persistence.embedded.engine;

import org.jspecify.annotations.Nullable;

/// Looking up one record, in a read and in a write alike.
public interface Records {

    /// @throws DamagedRecordException if it is sealed and cannot be opened
    byte @Nullable [] get(Table table, byte[] key);

    /// The same where mostly there is none: that costs less, and a record costs more.
    byte @Nullable [] probe(Table table, byte[] key);

    /// Whether there is such a record, where mostly there is none.
    default boolean has(Table table, byte[] key) {
        return probe(table, key) != null;
    }
}
