package dev.switchboard.application.port.out.store;

import java.time.Instant;

/// Forgets what need not be kept. Stores with expiry of their own may do nothing here.
public interface Retention {

    /// Removes idempotency keys that expired before `now`, parked and discarded deliveries older
    /// than `deadBefore` and conversations' messages older than `settledBefore` of which nothing is
    /// pending or parked. Works in small steps so that appends are not held up. A conversation ends
    /// with its last message and would begin anew; its claim then hides none of what comes.
    ///
    /// @return how many records went
    int purge(Instant now, Instant settledBefore, Instant deadBefore);
}
