package dev.switchboard.domain.delivery;

/// A change of a target by an admin, after which lanes need not wait for it any longer.
public record TargetChange(Target target, Kind kind) {

    public enum Kind {
        /// The target was switched on.
        SWITCHED_ON,
        /// The target has a new address.
        MOVED,
        /// The target is gone, and everything pending for it is parked.
        REMOVED
    }
}
