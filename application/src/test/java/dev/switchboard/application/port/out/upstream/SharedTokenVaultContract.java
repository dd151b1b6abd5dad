package dev.switchboard.application.port.out.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.upstream.TokenVault.Lease;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a [TokenVault] promises besides if several hubs share its store: one of them mints.
public interface SharedTokenVaultContract extends TokenVaultContract {
    Duration MOMENT = Duration.ofMillis(1);

    @Test
    default void refusesALeaseThatAnotherHolds() {
        vault().lease("bot", "hub-1", Seed.NOW, LENGTH);

        assertThat(vault().lease("bot", "hub-2", Seed.NOW.plus(LENGTH).minus(MOMENT), LENGTH))
                .isEqualTo(new Lease.Elsewhere());
    }

    @Test
    default void refusesALeaseBesideTheTokenBefore() {
        vault().keep("bot", TokenVaultContract.kept("old"));
        vault().lease("bot", "hub-1", Seed.NOW, LENGTH);

        assertThat(vault().lease("bot", "hub-2", Seed.NOW, LENGTH))
                .isEqualTo(new Lease.Elsewhere());
    }

    @Test
    default void grantsALeaseToOneOfManyWhoAskAtOnce() {
        for (int i = 0; i < 20; i++) {
            String name = "bot-" + i;

            List<Lease> leases =
                    InParallel.results(
                            8, hub -> vault().lease(name, "hub-" + hub, Seed.NOW, LENGTH));

            assertThat(leases).containsOnlyOnce(new Lease.Granted());
        }
    }

    @Test
    default void grantsALeaseWhoseTimeIsOverToOneOfManyWhoAskAtOnce() {
        vault().lease("bot", "killed", Seed.NOW, LENGTH);

        List<Lease> leases =
                InParallel.results(
                        8,
                        hub -> vault().lease("bot", "hub-" + hub, Seed.NOW.plus(LENGTH), LENGTH));

        assertThat(leases).containsOnlyOnce(new Lease.Granted());
    }

    @Test
    default void beginsTheTimeAnewForTheHolderWhoAsksAgain() {
        vault().lease("bot", "hub-1", Seed.NOW, LENGTH);
        vault().lease("bot", "hub-1", Seed.NOW.plusSeconds(10), LENGTH);

        assertThat(vault().lease("bot", "hub-2", Seed.NOW.plus(LENGTH), LENGTH))
                .isEqualTo(new Lease.Elsewhere());
    }

    @Test
    default void letsNobodyReleaseTheLeaseOfAnother() {
        vault().lease("bot", "hub-1", Seed.NOW, LENGTH);
        vault().release("bot", "hub-2");

        assertThat(vault().lease("bot", "hub-2", Seed.NOW, LENGTH))
                .isEqualTo(new Lease.Elsewhere());
    }

    @Test
    default void keepsTheLeasesOfNamesApart() {
        vault().lease("bot", "hub-1", Seed.NOW, LENGTH);

        assertThat(vault().lease("desk", "hub-2", Seed.NOW, LENGTH)).isEqualTo(new Lease.Granted());
        vault().keep("desk", TokenVaultContract.kept("other"));
        assertThat(vault().lease("bot", "hub-2", Seed.NOW, LENGTH))
                .isEqualTo(new Lease.Elsewhere());
    }
}
