package dev.switchboard.domain.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a target is called, or left alone because it was away.
///
/// @param state whether calls go out
/// @param failures outages in a row
/// @param nextProbeAt when an open circuit lets one call through; null if it is not open
public record Circuit(State state, int failures, @Nullable Instant nextProbeAt) {

    /// Of a target that was called without an outage, or never.
    public static final Circuit WELL = new Circuit(State.CLOSED, 0, null);

    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
