package dev.switchboard.application.port.out.keys;

/// What is stored encrypted: secrets of channels, tokens of upstreams and of desks. Each names the
/// key that it was encrypted under.
public interface SealedSecrets {

    /// Names the first master key, under which all that is new is encrypted.
    String key();

    /// Notes durably that all secrets are to come under the first key.
    void begin();

    /// True from [#begin] to [#end] or until none is left, also after a crash in between. A note
    /// about a key that is not the first one any more does not count.
    boolean isUnderWay();

    /// Drops the note: what is left stays as it is.
    void end();

    /// Encrypts some secrets anew under the first key, each unless it was changed meanwhile. When
    /// none is left, the store is marked as one that needs no other key, and the note goes with the
    /// same write.
    ///
    /// @param most how many; 0 to look only
    Progress renew(int most);

    /// @param renewed how many were encrypted anew
    /// @param left how many are still encrypted under others, unreadable ones among them
    record Progress(int renewed, int left) {}
}
