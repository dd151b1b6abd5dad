package dev.switchboard.domain.backup;

/// A consistent copy of the whole store.
///
/// @param bytes the total length of its files; files that the store still has take up disk space
///   only once
public record Backup(BackupId id, long bytes) {}
