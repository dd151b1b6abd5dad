package dev.switchboard.domain.backup;

/// The result of removing a backup.
public enum Removal {
    DONE,
    UNKNOWN
}
