package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/// What the store says of itself: how its records are laid out, and which key its secrets need.
///
/// @param masterKeyId names the key under which its secrets must have been encrypted
record Format(String masterKeyId) {

    /// Rises when a record of an older layout cannot be read as it is any more.
    private static final int VERSION = 1;

    private static final byte[] VERSION_KEY = "version".getBytes(UTF_8);
    private static final byte[] MASTER_KEY = "master_key".getBytes(UTF_8);

    /// Marks a new store as ours, and checks one that is not new. The first key that opens a store
    /// is the only one that ever may.
    ///
    /// @throws EngineException if its files are not for this hub to use
    void require(Engine engine) {
        byte @Nullable [] version = engine.get(Table.STORE, VERSION_KEY);
        if (version == null) {
            mark(engine);
        } else if (new ByteReader(version).octet() > VERSION) {
            throw unusable("the store was written by a later version");
        }
        byte @Nullable [] expected = engine.get(Table.STORE, MASTER_KEY);
        if (expected == null || !masterKeyId.equals(new String(expected, UTF_8))) {
            throw unusable(
                    "its secrets were encrypted under another master key than the one given");
        }
    }

    private static EngineException unusable(String reason) {
        return new EngineException(new Trouble(true, reason));
    }

    private void mark(Engine engine) {
        Batch batch = new Batch(engine);
        batch.put(Table.STORE, VERSION_KEY, new byte[] {VERSION});
        batch.put(Table.STORE, MASTER_KEY, masterKeyId.getBytes(UTF_8));
        engine.write(batch);
    }
}
