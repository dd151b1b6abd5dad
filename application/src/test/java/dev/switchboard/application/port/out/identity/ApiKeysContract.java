package dev.switchboard.application.port.out.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.identity.ApiKeys.Outcome;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of [ApiKeys].
public interface ApiKeysContract {
    /// The same one throughout a test, without any key when it began.
    ApiKeys keys();

    @Test
    default void knowsNoKeyAtFirst() {
        assertThat(keys().find(List.of("k1"))).isEmpty();
        assertThat(keys().of(new Username("svc"))).isEmpty();
    }

    @Test
    default void keepsKeysAsTheyAre() {
        ApiKey all = key("k1", "svc", KeyScope.everything());
        ApiKey channels =
                key(
                        "k2",
                        "svc",
                        new KeyScope.Channels(Set.of(new ChannelId("a"), new ChannelId("b"))));
        ApiKey client = key("k3", "bot", new KeyScope.Client("acme"));

        List.of(all, channels, client)
                .forEach(key -> assertThat(keys().insert(key)).isEqualTo(Outcome.DONE));

        assertThat(keys().find(List.of("k3", "k1", "k2", "k9")))
                .containsExactlyInAnyOrder(all, channels, client);
        assertThat(keys().of(new Username("svc"))).containsExactlyInAnyOrder(all, channels);
    }

    @Test
    default void tellsAccountsApartThatBeginAlike() {
        keys().insert(key("k1", "svc", KeyScope.everything()));
        keys().insert(key("k2", "svc2", KeyScope.everything()));

        assertThat(keys().of(new Username("svc"))).extracting(ApiKey::id).containsExactly("k1");
        assertThat(keys().of(new Username("sv"))).isEmpty();
    }

    @Test
    default void insertsAnIdOnce() {
        keys().insert(key("k1", "svc", KeyScope.everything()));

        assertThat(keys().insert(key("k1", "bot", KeyScope.everything())))
                .isEqualTo(Outcome.REFUSED);

        assertThat(keys().of(new Username("bot"))).isEmpty();
    }

    @Test
    default void replacesAKeyAsItWasRead() {
        ApiKey key = key("k1", "svc", KeyScope.everything());
        keys().insert(key);
        ApiKey revoked = key.revoked(Seed.NOW.plusSeconds(5));

        assertThat(keys().replace(revoked, key.version())).isEqualTo(Outcome.DONE);
        assertThat(keys().replace(key.used(Seed.NOW), key.version())).isEqualTo(Outcome.REFUSED);

        assertThat(keys().find(List.of("k1"))).containsExactly(revoked);
    }

    @Test
    default void replacesAKeyOnceForManyParallelCallers() {
        ApiKey key = key("k1", "svc", KeyScope.everything());
        keys().insert(key);

        List<Outcome> results =
                InParallel.results(
                        8, i -> keys().replace(key.used(Seed.NOW.plusSeconds(60L * i)), 1));

        assertThat(results).containsOnlyOnce(Outcome.DONE);
    }

    @Test
    default void replacesNoKeyThatIsNotThere() {
        assertThat(keys().replace(key("k1", "svc", KeyScope.everything()), 1))
                .isEqualTo(Outcome.REFUSED);

        assertThat(keys().find(List.of("k1"))).isEmpty();
    }

    @Test
    default void forgetsWhatWasOverByThen() {
        ApiKey lives = key("k1", "svc", KeyScope.everything());
        ApiKey revoked = key("k2", "svc", KeyScope.everything());
        keys().insert(lives);
        keys().insert(revoked);
        keys().replace(revoked.revoked(Seed.NOW.plusSeconds(5)), 1);

        keys().forgetThrough(Seed.NOW.plusSeconds(4));
        assertThat(keys().of(new Username("svc"))).hasSize(2);

        keys().forgetThrough(Seed.NOW.plusSeconds(5));
        assertThat(keys().of(new Username("svc"))).containsExactly(lives);

        keys().forgetThrough(lives.expiresAt());
        assertThat(keys().of(new Username("svc"))).isEmpty();
    }

    private static ApiKey key(String id, String account, KeyScope scope) {
        return new ApiKey(
                id,
                new Username(account),
                Seed.NOW,
                "nightly job",
                "hash-of-" + id,
                Set.of(Role.SERVICE, Role.YALO),
                scope,
                Seed.NOW,
                Seed.NOW.plus(Duration.ofDays(1)),
                null,
                null,
                1);
    }
}
