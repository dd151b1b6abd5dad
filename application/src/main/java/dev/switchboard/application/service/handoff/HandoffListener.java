package dev.switchboard.application.service.handoff;

import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import org.jspecify.annotations.Nullable;

/// Sees the steps of handoffs. It is called under the lock of the conversation.
public interface HandoffListener {

    /// The handoff is now as it says. Its record is not in the conversation yet.
    ///
    /// @param before what it was, or null if it is new here
    void stepped(@Nullable Handoff before, Handoff now);

    /// The conversation has the record of the step that made it an agent's. It may be called more
    /// than once for a lease, and is called again if it throws.
    default void begin(Leased leased) {}
}
