package dev.switchboard.adapter.out.persistence.embedded.engine;

import org.jspecify.annotations.Nullable;

/// Looking up one record, in a read and in a write alike.
public interface Records {

    byte @Nullable [] get(Table table, byte[] key);

    /// Whether there is such a record: costs less than to get it if mostly there is none.
    boolean has(Table table, byte[] key);
}
