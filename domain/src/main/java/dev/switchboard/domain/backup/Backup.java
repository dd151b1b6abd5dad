package dev.switchboard.domain.backup;

/// A consistent copy of all that is stored.
///
/// @param bytes how long its files are together; while the store still has a file of it, the disk
///   holds that file once
public record Backup(BackupId id, long bytes) {}
