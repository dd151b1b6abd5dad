package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.preference.KeepPreferences;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.preference.Preferences;
import java.util.HashMap;
import java.util.Map;

/// Preferences of all accounts.
public final class FakePreferences implements KeepPreferences {

    private final Map<Username, Preferences> all = new HashMap<>();

    public void reset() {
        all.clear();
    }

    @Override
    public Preferences read(Username owner) {
        return all.getOrDefault(owner, Preferences.none(owner));
    }

    @Override
    public boolean save(Preferences preferences) {
        boolean next = read(preferences.owner()).version() == preferences.version() - 1;
        if (next) {
            all.put(preferences.owner(), preferences);
        }
        return next;
    }
}
