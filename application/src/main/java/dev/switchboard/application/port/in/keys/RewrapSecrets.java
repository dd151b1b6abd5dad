package dev.switchboard.application.port.in.keys;

/// Encrypts all secrets that are stored under older master keys with the first one, so that the
/// older keys can be removed from the settings.
public interface RewrapSecrets {

    /// Returns the progress.
    State look();

    /// Encrypts the remaining secrets. May be repeated, also after an interruption.
    State rewrap();

    /// @param key the name of the first master key
    /// @param rewrapped the number of secrets that this call brought under it
    /// @param left the number of secrets still under older keys; at 0 the store needs the first key
    ///   alone
    record State(String key, int rewrapped, int left) {}
}
