package dev.switchboard.adapter.out.persistence.embedded.engine;

import org.jspecify.annotations.Nullable;

/// Looks up single records, both in reads and in writes.
public interface RecordLookup {

    /// @throws DamagedRecordException if the value is encrypted and cannot be decrypted
    byte @Nullable [] get(Table table, byte[] key);

    /// Like [#get], for keys that are mostly absent: cheaper for an absent key, dearer for a
    /// present one.
    byte @Nullable [] probe(Table table, byte[] key);

    /// Whether there is such a record, for keys that are mostly absent.
    default boolean has(Table table, byte[] key) {
        return probe(table, key) != null;
    }
}
