package dev.switchboard.application.service.hint;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Tells when to look at the record for news that no hint told: 15 s after the last look, in case a
/// single hint was lost, and at once while hints do not arrive or the last look failed.
public final class RecordLooks {

    private static final Duration BETWEEN = Duration.ofSeconds(15);

    /// The time of the last look after which all hints arrived; null if none may be relied on.
    private final AtomicReference<@Nullable Instant> last = new AtomicReference<>();

    /// @param whole whether the hints of all hubs arrive
    public boolean isDue(Instant now, boolean whole) {
        Instant before = last.get();
        return before == null || !whole || !now.isBefore(before.plus(BETWEEN));
    }

    /// The last look may not be relied on: one failed, or begins and may fail.
    public void forget() {
        last.set(null);
    }

    /// A look that began at this time succeeded.
    ///
    /// @param whole whether the hints of all hubs arrived meanwhile
    public void done(Instant began, boolean whole) {
        last.set(whole ? began : null);
    }
}
