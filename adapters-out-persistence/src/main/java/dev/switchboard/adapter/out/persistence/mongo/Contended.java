package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/// Writes that put a document there or change the one that is there. Of two that put the same one
/// there at once, a unique index refuses one, which then finds something to change.
final class Contended {

    // each lost race means that somebody else's write went through
    private static final int MAX_TRIES = 50;

    private Contended() {}

    /// Does `work` until no index refuses it.
    static <T extends @Nullable Object> T retried(Supplier<T> work) {
        for (int i = 1; i < MAX_TRIES; i++) {
            try {
                return work.get();
            } catch (DuplicateKeyException _) {
                // there is something to change now
            }
        }
        return lastTry(work);
    }

    private static <T extends @Nullable Object> T lastTry(Supplier<T> work) {
        try {
            return work.get();
        } catch (DuplicateKeyException e) {
            throw new StoreUnavailableException("A document was changed all the time", e);
        }
    }
}
