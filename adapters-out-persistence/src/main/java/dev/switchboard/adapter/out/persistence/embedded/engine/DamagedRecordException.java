package dev.switchboard.adapter.out.persistence.embedded.engine;

/// A record whose content is wrong although its checksum is right: it was changed behind the hub's
/// back. Callers that read many records skip it.
public final class DamagedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param reason must not quote the record
    public DamagedRecordException(String reason) {
        super("A record cannot be read: " + reason);
    }
}
