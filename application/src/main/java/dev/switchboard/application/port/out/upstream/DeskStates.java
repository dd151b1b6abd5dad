package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.upstream.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the connections to desks outside stand, as this node saw it since its start. Answers from
/// memory and never blocks.
public interface DeskStates {

    /// Every connection there is, in the order of their names; and of a system that none is
    /// configured to, the one that could be.
    List<DeskState> all();

    /// @param desk what is reached through the connection
    /// @param account as whom we are known there, or null if it is not configured
    /// @param lastSuccessAt when it last took something, or null
    /// @param lastFailure the last call it did not take, or null
    record DeskState(
            Target desk,
            @Nullable String account,
            Condition condition,
            @Nullable Instant lastSuccessAt,
            @Nullable Failure lastFailure) {}

    enum Condition {
        NOT_CONFIGURED,
        /// It answered last, or was not called yet.
        WELL,
        /// It was away last, or asked for patience.
        AWAY,
        /// It did not accept who we are, also with a new token.
        UNAUTHORIZED
    }
}
