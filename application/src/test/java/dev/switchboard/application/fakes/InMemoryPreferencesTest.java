package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.preference.KeptPreferences;
import dev.switchboard.application.port.out.preference.KeptPreferencesContract;

class InMemoryPreferencesTest implements KeptPreferencesContract {

    private final KeptPreferences kept = new InMemoryPreferences();

    @Override
    public KeptPreferences kept() {
        return kept;
    }
}
