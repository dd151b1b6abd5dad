package dev.switchboard.application.service.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryPreferences;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.preference.Preferences;
import dev.switchboard.domain.preference.Preferences.Theme;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreferenceServiceTest {

    private static final Username ADA = new Username("ada");
    private static final Username BEN = new Username("ben");

    private final PreferenceService preferences = new PreferenceService(new InMemoryPreferences());

    private static Preferences dark(Username owner, long version) {
        return new Preferences(owner, version, null, Theme.DARK, null, null, null, null, null);
    }

    @Test
    void areReplacedOneVersionAfterTheOther() {
        assertThat(preferences.save(dark(ADA, 1))).isTrue();
        assertThat(preferences.save(dark(ADA, 1))).isFalse();

        assertThat(preferences.read(ADA)).isEqualTo(dark(ADA, 1));
        assertThat(preferences.read(BEN).version()).isZero();
    }

    @Test
    void goWithTheAccountOfTheirOwner() {
        preferences.save(dark(ADA, 1));
        preferences.save(dark(BEN, 1));

        preferences.remove(
                new Account(ADA, new Secret("hash"), Set.of(Role.AGENT), null, Instant.EPOCH, "1"));

        assertThat(preferences.read(ADA)).isEqualTo(Preferences.none(ADA));
        assertThat(preferences.read(BEN)).isEqualTo(dark(BEN, 1));
    }
}
