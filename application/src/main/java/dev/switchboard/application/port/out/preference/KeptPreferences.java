package dev.switchboard.application.port.out.preference;

import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.preference.Preferences;

/// Keeps the preferences of accounts' owners.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface KeptPreferences {

    /// An owner's preferences; [Preferences#none] if they were never saved.
    Preferences of(Username owner);

    /// Stores preferences, if the stored ones have the version before. Durable when it returns.
    ///
    /// @param preferences of a version of at least 1
    /// @return false, without a change, if the stored ones have another version
    boolean save(Preferences preferences);

    /// Removes an owner's preferences, if there are any.
    void remove(Username owner);
}
