package dev.switchboard.domain.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a target is called, or spared because it was down.
///
/// @param state whether calls go out
/// @param failures consecutive outages
/// @param nextProbeAt when an open circuit lets one call through; null if it is not open
public record Circuit(State state, int failures, @Nullable Instant nextProbeAt) {

    /// The circuit of a target that was never called, or never failed.
    public static final Circuit WELL = new Circuit(State.CLOSED, 0, null);

    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
