package dev.switchboard.adapter.out.persistence.embedded.engine;

import org.jspecify.annotations.Nullable;

/// The only record of a store, whatever is looked for.
public final class LoneRecord implements RecordLookup {

    private final byte @Nullable [] value;

    public LoneRecord(byte @Nullable [] value) {
        this.value = value;
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        return value;
    }

    @Override
    public byte @Nullable [] probe(Table table, byte[] key) {
        return value;
    }

    /// An empty batch, from which what is put can be taken again.
    public static Batch batch() {
        return new Batch(new LoneRecord(null));
    }
}
