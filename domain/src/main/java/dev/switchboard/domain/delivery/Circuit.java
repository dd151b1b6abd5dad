package dev.switchboard.domain.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a target is called, or left alone because it was away.
///
/// @param state whether calls go out
/// @param failures outages in a row
/// @param nextProbeAt when an open circuit lets one call through; null if it is not open
public record Circuit(State state, int failures, @Nullable Instant nextProbeAt) {

    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
