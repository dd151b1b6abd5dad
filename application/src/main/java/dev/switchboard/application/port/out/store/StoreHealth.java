package dev.switchboard.application.port.out.store;

/// The state of a store.
///
/// A store that refused a write for lack of space is ready again only after a write of the largest
/// possible message, [#LARGEST_MESSAGE] bytes, has become durable. Smaller writes may fit where no
/// message does, and readiness would flap while messages are refused. The store tries such a write
/// by itself when it is checked, at most every few seconds, and leaves nothing of it behind.
public interface StoreHealth {

    /// The greatest size of a message in bytes.
    int LARGEST_MESSAGE = 1024 * 1024;

    /// Probes the store now, within 2 s. Never throws.
    Condition check();

    /// True while too little of the store's disk is free for new messages and files, as of the last
    /// [#check]. Callers then refuse those and continue with everything else. Answers from memory.
    boolean isShortOfRoom();

    /// Returns the writes that became durable since this hub's start. Answers from memory.
    Written written();

    /// @param writes the number of writes that can share groups: at least the steps of deliveries
    /// @param groups the number of groups they were written in, each with one wait for the disk
    record Written(long writes, long groups) {}

    sealed interface Condition {

        /// @param durability the failure that an acknowledged write survives, such as `fsync` or
        ///   `majority`
        record Ready(String durability) implements Condition {}

        /// Everything can be read and written, but the disk will be full soon: [#isShortOfRoom].
        ///
        /// @param reason for people, without paths
        record ShortOfRoom(String reason) implements Condition {}

        /// @param reason for people, without addresses and credentials
        record NotReady(String reason) implements Condition {}
    }
}
