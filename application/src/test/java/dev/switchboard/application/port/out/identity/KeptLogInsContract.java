package dev.switchboard.application.port.out.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.identity.KeptLogIns.Outcome;
import dev.switchboard.domain.identity.KeptLogIn;
import dev.switchboard.domain.identity.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of [KeptLogIns].
public interface KeptLogInsContract {
    /// The same one throughout a test, empty when it began.
    KeptLogIns logIns();

    private static KeptLogIn logIn(String id, String account, Instant renewedAt, long version) {
        return new KeptLogIn(
                id,
                new Username(account),
                "r-1",
                "hash-" + version,
                version == 1 ? null : "hash-" + (version - 1),
                "salt-" + version,
                Seed.NOW,
                renewedAt,
                Seed.NOW.plus(Duration.ofDays(30)),
                version);
    }

    @Test
    default void keepsLogInsAsTheyAre() {
        KeptLogIn fresh = logIn("a", "ann", Seed.NOW, 1);
        KeptLogIn renewed = logIn("b", "ann", Seed.NOW.plusMillis(7), 2);
        logIns().insert(fresh);
        logIns().insert(renewed);
        logIns().insert(logIn("c", "anna", Seed.NOW, 1));

        assertThat(logIns().find("a")).contains(fresh);
        assertThat(logIns().find("b")).contains(renewed);
        assertThat(logIns().find("x")).isEmpty();
        assertThat(logIns().of(new Username("ann"))).containsExactlyInAnyOrder(fresh, renewed);
    }

    @Test
    default void insertsAnIdOnce() {
        logIns().insert(logIn("a", "ann", Seed.NOW, 1));

        assertThat(logIns().insert(logIn("a", "bob", Seed.NOW, 1))).isEqualTo(Outcome.REFUSED);
        assertThat(logIns().of(new Username("bob"))).isEmpty();
    }

    @Test
    default void renewsOnceForManyParallelCallers() {
        logIns().insert(logIn("a", "ann", Seed.NOW, 1));

        List<Outcome> results =
                InParallel.results(
                        8, i -> logIns().replace(logIn("a", "ann", Seed.NOW.plusSeconds(i), 2), 1));

        assertThat(results).containsOnlyOnce(Outcome.DONE);
        assertThat(logIns().find("a").orElseThrow().version()).isEqualTo(2);
        assertThat(logIns().replace(logIn("x", "ann", Seed.NOW, 2), 1)).isEqualTo(Outcome.REFUSED);
    }

    @Test
    default void removesOnce() {
        logIns().insert(logIn("a", "ann", Seed.NOW, 1));

        assertThat(logIns().remove("a")).isEqualTo(Outcome.DONE);
        assertThat(logIns().remove("a")).isEqualTo(Outcome.REFUSED);

        assertThat(logIns().of(new Username("ann"))).isEmpty();
    }

    @Test
    default void forgetsWhatIsIdleOrEnded() {
        Instant before = Seed.NOW.minusMillis(1);
        Instant end = Seed.NOW.plus(Duration.ofDays(30));
        logIns().insert(logIn("idle", "ann", Seed.NOW, 1));
        logIns().insert(logIn("busy", "ann", Seed.NOW.plusSeconds(9), 1));

        assertThat(logIns().forget(before, Seed.NOW, 10)).isZero();
        assertThat(logIns().forget(Seed.NOW, Seed.NOW, 10)).isEqualTo(1);
        assertThat(logIns().of(new Username("ann")))
                .extracting(KeptLogIn::id)
                .containsExactly("busy");
        assertThat(logIns().forget(Seed.NOW, end.minusMillis(1), 10)).isZero();
        assertThat(logIns().forget(Seed.NOW, end, 10)).isEqualTo(1);

        assertThat(logIns().of(new Username("ann"))).isEmpty();
    }

    @Test
    default void forgetsSoManyAtOnce() {
        List.of("a", "b", "c").forEach(id -> logIns().insert(logIn(id, "ann", Seed.NOW, 1)));

        assertThat(logIns().forget(Seed.NOW, Seed.NOW.plus(Duration.ofDays(30)), 2)).isEqualTo(2);

        assertThat(logIns().of(new Username("ann"))).hasSize(1);
    }
}
