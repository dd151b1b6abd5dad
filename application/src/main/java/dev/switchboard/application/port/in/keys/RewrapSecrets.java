package dev.switchboard.application.port.in.keys;

/// Brings all that is stored under older master keys under the first one, so that they can be taken
/// out of the settings.
public interface RewrapSecrets {

    /// How far that is.
    State look();

    /// Does what is left, however often it is asked for and wherever it broke off.
    State rewrap();

    /// @param key names the first master key
    /// @param rewrapped how many secrets were brought under it now
    /// @param left how many are still under older keys; with 0 the store needs the first key alone
    record State(String key, int rewrapped, int left) {}
}
