package dev.switchboard.application.port.out.store;

/// What a store says of itself.
///
/// A store that has refused a write for want of room is not ready again before a write as large as
/// a message can be, [#LARGEST_MESSAGE] bytes, has become durable: smaller ones may find room where
/// no message does, and readiness would come and go while messages are refused. The store tries it
/// by itself when it is asked, not more often than every few seconds, and leaves nothing of it
/// behind.
public interface StoreHealth {

    /// Bytes; what callers may send at most.
    int LARGEST_MESSAGE = 1024 * 1024;

    /// Looks now, within 2 s. Never throws.
    Condition check();

    /// True while too little of the store's disk is free for new messages and files, as of the last
    /// [#check]: callers refuse those, and go on with all else. Answers from memory.
    boolean isShortOfRoom();

    /// What became durable since this node's start. Answers from memory.
    Written written();

    /// @param writes how many writes share groups where they can; steps of deliveries at least
    /// @param groups in how many groups they became durable, each of which waited for the disk once
    record Written(long writes, long groups) {}

    sealed interface Condition {

        /// @param durability what an acknowledged write survives, such as `fsync` or `majority`
        record Ready(String durability) implements Condition {}

        /// All can be read and written, but the disk will be full soon: [#isShortOfRoom].
        ///
        /// @param reason for people, without paths
        record ShortOfRoom(String reason) implements Condition {}

        /// @param reason for people, without addresses and credentials
        record NotReady(String reason) implements Condition {}
    }
}
