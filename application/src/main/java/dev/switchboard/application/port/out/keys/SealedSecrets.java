package dev.switchboard.application.port.out.keys;

/// The secrets that are stored encrypted: those of channels, and tokens of upstreams and desks.
/// Each names its encryption key.
public interface SealedSecrets {

    /// Returns the name of the first master key, which encrypts everything new.
    String key();

    /// Records durably that all secrets are to be encrypted with the first key.
    void begin();

    /// True from [#begin] until [#end] or until no secret is left, also after a crash in between. A
    /// record about a key that is no longer the first one does not count.
    boolean isUnderWay();

    /// Removes the record; the remaining secrets stay as they are.
    void end();

    /// Encrypts some secrets again with the first key, each unless it was changed meanwhile. When
    /// none is left, the same write marks the store as one that needs no other key and removes the
    /// record.
    ///
    /// @param most the greatest number to encrypt; 0 only counts
    Progress renew(int most);

    /// @param renewed the number of secrets encrypted again
    /// @param left the number still encrypted with other keys, including unreadable ones
    record Progress(int renewed, int left) {}
}
