package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// The ids of the master keys that secrets in the store may be encrypted with.
public final class EmbeddedMasterKeyMark {

    private static final byte[] KEY = "master_key".getBytes(UTF_8);
    private static final String SEPARATOR = " ";

    private EmbeddedMasterKeyMark() {}

    static List<String> of(RecordLookup records) {
        byte[] mark = records.get(Table.STORE, KEY);
        return mark == null ? List.of() : List.of(new String(mark, UTF_8).split(SEPARATOR));
    }

    /// Records the keys that the store needs from now on.
    public static void put(Batch batch, List<String> ids) {
        batch.put(Table.STORE, KEY, String.join(SEPARATOR, ids).getBytes(UTF_8));
    }
}
