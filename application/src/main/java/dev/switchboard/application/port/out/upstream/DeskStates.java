package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.upstream.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of the connections to external desks, as this hub saw it since its start. Answers from
/// memory and never blocks.
public interface DeskStates {

    /// Returns every connection in the order of their names. A system without a configured
    /// connection has one entry for the connection that could be configured.
    List<DeskState> all();

    /// @param desk the target that is reached through the connection
    /// @param account the hub's account there; null if it is not configured
    /// @param lastSuccessAt the time when it last took something, or null
    /// @param lastFailure the last call that it did not take, or null
    record DeskState(
            Target desk,
            @Nullable String account,
            Condition condition,
            @Nullable Instant lastSuccessAt,
            @Nullable Failure lastFailure) {}

    enum Condition {
        NOT_CONFIGURED,
        /// Its last call succeeded, or it was not called yet.
        WELL,
        /// It was away at the last call, or asked the hub to wait.
        AWAY,
        /// It did not accept the hub's credentials, even with a new token.
        UNAUTHORIZED
    }
}
