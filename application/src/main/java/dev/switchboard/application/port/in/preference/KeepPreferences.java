package dev.switchboard.application.port.in.preference;

import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.preference.Preferences;

/// Keeps how accounts' owners want their consoles. Nobody sees another's.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface KeepPreferences {

    /// Returns the preferences, of version 0 if nothing was ever chosen.
    Preferences read(Username owner);

    /// Replaces the preferences of the version before.
    ///
    /// @return false, without a change, if they have another version
    boolean save(Preferences preferences);
}
