package dev.switchboard.application.port.in.upstream;

import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.upstream.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports the state of the connections to external desks.
public interface WatchExternalDesks {

    /// Returns every connection in the order of their names. Counts parked deliveries, so it is
    /// meant for people rather than for every message.
    List<Desk> desks();

    /// Whether this desk can be called at all. Cheap enough to ask for every message.
    boolean connected(Target desk);

    /// @param account the hub's account there; null if it is not configured
    /// @param queued the approximate number of messages that wait for it at this hub
    /// @param parked the number of parked messages to it
    /// @param lastSuccessAt when it last took a message since this hub's start, or null
    /// @param lastFailure the last call since then that it did not take, or null
    record Desk(
            Target desk,
            @Nullable String account,
            State state,
            long queued,
            long parked,
            @Nullable Instant lastSuccessAt,
            @Nullable Failure lastFailure) {}

    enum State {
        NOT_CONFIGURED,
        UP,
        /// The last call failed and will be tried again.
        RETRYING,
        /// The desk does not accept the hub's credentials.
        AUTH_FAILED,
        /// No calls until the next probe.
        OPEN_CIRCUIT
    }
}
