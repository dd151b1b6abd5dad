package dev.switchboard.adapter.out.persistence.embedded;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Forgets idempotency keys that have expired, by walking through all keys a page at a time: an
/// index by expiry would cost each message more than the walk does. A walk that is not done within
/// its pages goes on the next time.
final class ExpiredKeys {

    static final String PAGE_END =
            "SELECT id FROM idempotency_key WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?";
    static final String PURGE =
            "DELETE FROM idempotency_key WHERE id > ? AND id <= ? AND expires_at <= ?";

    private static final byte[] BEFORE_ALL = {};

    private final EmbeddedStore store;
    private final int pageSize;
    private final int maxPages;
    private final AtomicReference<byte[]> walked = new AtomicReference<>(BEFORE_ALL);

    /// @param pageSize how many keys the writer may look at without a pause
    /// @param maxPages how many pages one purge may take
    ExpiredKeys(EmbeddedStore store, int pageSize, int maxPages) {
        this.store = store;
        this.pageSize = pageSize;
        this.maxPages = maxPages;
    }

    int purge(Instant now) {
        int all = 0;
        boolean more = true;
        for (int page = 0; more && page < maxPages; page++) {
            byte[] after = walked.get();
            Optional<byte[]> end = endOfPage(after);
            byte[] until = end.orElseGet(KeyBytes::last);
            all += store.<Integer>write(sql -> sql.update(PURGE, after, until, now));
            walked.set(end.orElse(BEFORE_ALL));
            more = end.isPresent();
        }
        return all;
    }

    /// The last key of a full page, or empty if what is left is less.
    private Optional<byte[]> endOfPage(byte[] after) {
        return store.read(sql -> sql.first(PAGE_END, row -> row.bytes("id"), after, pageSize - 1));
    }
}
