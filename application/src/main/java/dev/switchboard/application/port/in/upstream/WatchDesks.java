package dev.switchboard.application.port.in.upstream;

import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.upstream.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the connections to desks outside stand.
public interface WatchDesks {

    /// Every connection, in the order of their names. Counts what is parked, so it is for people.
    List<Desk> desks();

    /// Whether this desk can be called at all. Cheap enough to be asked for every message.
    boolean connected(Target desk);

    /// @param account as whom we are known there, or null if it is not configured
    /// @param queued about how many messages wait for it
    /// @param parked how many messages to it were given up for now
    /// @param lastSuccessAt when it last took something since this node's start, or null
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
        /// It does not accept who we are.
        AUTH_FAILED,
        /// It is left alone until its next probe.
        OPEN_CIRCUIT
    }
}
