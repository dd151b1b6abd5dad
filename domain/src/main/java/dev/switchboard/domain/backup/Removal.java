package dev.switchboard.domain.backup;

/// What came of removing a backup.
public enum Removal {
    DONE,
    UNKNOWN
}
