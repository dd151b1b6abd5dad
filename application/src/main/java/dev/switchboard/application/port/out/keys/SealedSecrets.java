package dev.switchboard.application.port.out.keys;

/// What is stored encrypted: secrets of channels, tokens of upstreams and of desks. Each names the
/// key that it was encrypted under.
public interface SealedSecrets {

    /// Names the first master key, under which all that is new is encrypted.
    String key();

    /// Encrypts some secrets anew under the first key, each unless it was changed meanwhile. When
    /// none is left, the store is marked as one that needs no other key.
    ///
    /// @param most how many; 0 to look only
    Progress renew(int most);

    /// @param renewed how many were encrypted anew
    /// @param left how many are still encrypted under others, unreadable ones among them
    record Progress(int renewed, int left) {}
}
