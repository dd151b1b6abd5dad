package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.preference.KeptPreferences;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.preference.Preferences;
import java.util.HashMap;
import java.util.Map;

/// Preferences that live as long as their test.
public final class InMemoryPreferences implements KeptPreferences {

    private final Map<Username, Preferences> all = new HashMap<>();

    @Override
    public synchronized Preferences of(Username owner) {
        return all.getOrDefault(owner, Preferences.none(owner));
    }

    @Override
    public synchronized boolean save(Preferences preferences) {
        boolean next = of(preferences.owner()).version() == preferences.version() - 1;
        if (next) {
            all.put(preferences.owner(), preferences);
        }
        return next;
    }

    @Override
    public synchronized void remove(Username owner) {
        all.remove(owner);
    }
}
