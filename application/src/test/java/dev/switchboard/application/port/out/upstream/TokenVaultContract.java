package dev.switchboard.application.port.out.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.application.port.out.upstream.TokenVault.Lease;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The contract of [TokenVault], whether hubs share its store or not.
public interface TokenVaultContract {
    Duration LENGTH = Duration.ofSeconds(20);

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

    @Test
    default void grantsALeaseThatNobodyHolds() {
        assertThat(vault().lease("bot", "hub-1", Seed.NOW, LENGTH)).isEqualTo(new Lease.Granted());
    }

    @Test
    default void grantsALeaseAgainToItsHolder() {
        vault().lease("bot", "hub-1", Seed.NOW, LENGTH);

        assertThat(vault().lease("bot", "hub-1", Seed.NOW, LENGTH)).isEqualTo(new Lease.Granted());
    }

    @Test
    default void grantsALeaseToAnotherOnceItsTimeIsOver() {
        vault().lease("bot", "hub-1", Seed.NOW, LENGTH);

        assertThat(vault().lease("bot", "hub-2", Seed.NOW.plus(LENGTH), LENGTH))
                .isEqualTo(new Lease.Granted());
    }

    @Test
    default void grantsALeaseToAnotherOnceATokenIsKept() {
        vault().lease("bot", "hub-1", Seed.NOW, LENGTH);
        vault().keep("bot", kept("fresh"));

        assertThat(vault().lease("bot", "hub-2", Seed.NOW, LENGTH)).isEqualTo(new Lease.Granted());
    }

    @Test
    default void grantsALeaseToAnotherOnceItIsReleased() {
        vault().lease("bot", "hub-1", Seed.NOW, LENGTH);
        vault().release("bot", "hub-1");

        assertThat(vault().lease("bot", "hub-2", Seed.NOW, LENGTH)).isEqualTo(new Lease.Granted());
    }

    @Test
    default void releasesWhatNobodyHoldsWithoutHarm() {
        vault().keep("bot", kept("one"));

        vault().release("bot", "hub-1");
        vault().release("desk", "hub-1");

        assertThat(vault().find("bot")).contains(kept("one"));
        assertThat(vault().find("desk")).isEmpty();
    }

    @Test
    default void takesNoLeaseForAToken() {
        vault().lease("bot", "hub-1", Seed.NOW, LENGTH);

        assertThat(vault().find("bot")).isEmpty();
    }

    @Test
    default void leavesTheTokenAsItIsWhileAnotherOneIsMinted() {
        vault().keep("bot", kept("old"));

        vault().lease("bot", "hub-1", Seed.NOW, LENGTH);
        assertThat(vault().find("bot")).contains(kept("old"));

        vault().release("bot", "hub-1");
        assertThat(vault().find("bot")).contains(kept("old"));
    }

    /// Good for a day.
    static Kept kept(String token) {
        return new Kept(new Secret(token), Seed.NOW, Seed.NOW.plus(Duration.ofHours(24)));
    }
}
