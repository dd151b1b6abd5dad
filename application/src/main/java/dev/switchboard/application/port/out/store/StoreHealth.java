package dev.switchboard.application.port.out.store;

/// What a store says of itself.
public interface StoreHealth {

    /// Looks now, within 2 s. Never throws.
    Condition check();

    sealed interface Condition {

        /// @param durability what an acknowledged write survives, such as `fsync` or `majority`
        record Ready(String durability) implements Condition {}

        /// @param reason for people, without addresses and credentials
        record NotReady(String reason) implements Condition {}
    }
}
