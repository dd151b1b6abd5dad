package dev.switchboard.application.port.out.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.preference.Preferences;
import dev.switchboard.domain.preference.Preferences.Density;
import dev.switchboard.domain.preference.Preferences.Locale;
import dev.switchboard.domain.preference.Preferences.SendWith;
import dev.switchboard.domain.preference.Preferences.Theme;
import org.junit.jupiter.api.Test;

/// The contract of [KeptPreferences].
public interface KeptPreferencesContract {

    Username ADA = new Username("ada");
    Username BEN = new Username("ben");

    KeptPreferences kept();

    private static Preferences all(Username owner, long version) {
        return new Preferences(
                owner,
                version,
                Locale.PT,
                Theme.DARK,
                Density.COMPACT,
                false,
                true,
                false,
                SendWith.CTRL_ENTER);
    }

    @Test
    default void hasNoneBeforeTheFirstChange() {
        assertThat(kept().of(ADA)).isEqualTo(Preferences.none(ADA));
    }

    @Test
    default void keepsWhatWasChosenAndWhatWasNot() {
        Preferences some =
                new Preferences(BEN, 1, null, null, null, true, null, null, SendWith.ENTER);

        assertThat(kept().save(all(ADA, 1))).isTrue();
        assertThat(kept().save(some)).isTrue();

        assertThat(kept().of(ADA)).isEqualTo(all(ADA, 1));
        assertThat(kept().of(BEN)).isEqualTo(some);
    }

    @Test
    default void replacesTheVersionThatWasReadAlone() {
        kept().save(all(ADA, 1));
        Preferences second = new Preferences(ADA, 2, Locale.ES, null, null, null, null, null, null);

        assertThat(kept().save(all(ADA, 1))).isFalse();
        assertThat(kept().save(all(ADA, 3))).isFalse();
        assertThat(kept().save(second)).isTrue();
        assertThat(kept().save(all(ADA, 2))).isFalse();
        assertThat(kept().save(all(BEN, 2))).isFalse();

        assertThat(kept().of(ADA)).isEqualTo(second);
        assertThat(kept().of(BEN)).isEqualTo(Preferences.none(BEN));
    }

    @Test
    default void removesThoseOfOneOwner() {
        kept().save(all(ADA, 1));
        kept().save(all(BEN, 1));

        kept().remove(ADA);
        kept().remove(ADA);

        assertThat(kept().of(ADA)).isEqualTo(Preferences.none(ADA));
        assertThat(kept().of(BEN)).isEqualTo(all(BEN, 1));
        assertThat(kept().save(all(ADA, 1))).isTrue();
    }
}
