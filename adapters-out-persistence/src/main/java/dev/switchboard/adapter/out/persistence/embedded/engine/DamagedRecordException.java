package dev.switchboard.adapter.out.persistence.embedded.engine;

/// A record that somebody changed past this hub: its checksum is right and its content is not.
/// Whoever reads many skips it.
public final class DamagedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param reason without anything of the record
    public DamagedRecordException(String reason) {
        super("A record cannot be read: " + reason);
    }
}
