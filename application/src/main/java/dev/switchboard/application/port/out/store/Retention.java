package dev.switchboard.application.port.out.store;

import java.time.Instant;

/// Removes data whose retention time is over. Stores with their own expiry may do nothing here.
public interface Retention {

    /// Removes idempotency keys that expired before `now`, parked and discarded deliveries older
    /// than `deadBefore`, and conversations' messages older than `settledBefore` without pending or
    /// parked deliveries. Deliveries that wait for live clients keep no message; they go with it.
    /// Works in small steps so that appends are not delayed. A conversation ends with its last
    /// message and would begin anew; its claim then hides none of the new messages.
    ///
    /// @return the number of records removed
    int purge(Instant now, Instant settledBefore, Instant deadBefore);
}
