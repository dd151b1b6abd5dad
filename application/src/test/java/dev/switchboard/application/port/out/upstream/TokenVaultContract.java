package dev.switchboard.application.port.out.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a [TokenVault] promises.
public interface TokenVaultContract {
    /// The same one throughout a test, empty when it began.
    TokenVault vault();

    @Test
    default void hasNoTokenAtFirst() {
        assertThat(vault().find("bot")).isEmpty();
    }

    @Test
    default void keepsATokenAsItIs() {
        Kept kept = kept("eyJ.\u00e9 \"x\"" + "y".repeat(8000));

        vault().keep("bot", kept);

        assertThat(vault().find("bot")).contains(kept);
    }

    @Test
    default void keepsTheLastTokenOfAName() {
        vault().keep("bot", kept("first"));
        vault().keep("bot", kept("second"));

        assertThat(vault().find("bot")).contains(kept("second"));
    }

    @Test
    default void keepsNamesApart() {
        vault().keep("bot", kept("one"));
        vault().keep("desk/main", kept("other"));

        assertThat(vault().find("bot")).contains(kept("one"));
        assertThat(vault().find("desk/main")).contains(kept("other"));
        assertThat(vault().find("Bot")).isEmpty();
    }

    private static Kept kept(String token) {
        return new Kept(new Secret(token), Seed.NOW, Seed.NOW.plus(Duration.ofHours(24)));
    }
}
