package dev.switchboard.application.service.preference;

import dev.switchboard.application.port.in.preference.KeepPreferences;
import dev.switchboard.application.port.out.preference.KeptPreferences;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.preference.Preferences;

/// Keeps preferences, which go with the account of their owner.
public final class PreferenceService implements KeepPreferences, IdentityModule.Belongings {

    private final KeptPreferences kept;

    public PreferenceService(KeptPreferences kept) {
        this.kept = kept;
    }

    @Override
    public Preferences read(Username owner) {
        return kept.of(owner);
    }

    @Override
    public boolean save(Preferences preferences) {
        return kept.save(preferences);
    }

    @Override
    public void remove(Account account) {
        kept.remove(account.username());
    }
}
