package dev.switchboard.application.service.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.cluster.PartitionOwnership.Term;
import dev.switchboard.application.port.out.cluster.PartitionOwnershipContract;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.TableKeeper.Round;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Two hubs on one store, one step at a time.
class HeldPartitionsTest extends HubPair implements PartitionOwnershipContract {

    private static final Duration ROUND = TableKeeper.EVERY;
    private static final ConversationId CONVERSATION = ConversationId.ofSession(Seed.SESSION);

    private static Round round(ClusterModule hub, @Nullable String socket) {
        return keeper(hub)
                .round(id ->
                        new Hub(
                                id,
                                "host",
                                "http://host:8000",
                                "1",
                                HubProtocol.CURRENT,
                                socket,
                                null));
    }

    private static Round round(ClusterModule hub) {
        return round(hub, null);
    }

    private static TableKeeper keeper(ClusterModule hub) {
        return hub.keeper().orElseThrow();
    }

    @Override
    public PartitionOwnership serving() {
        if (!owner.ownership().stands()) {
            round(owner);
        }
        return owner.ownership();
    }

    @Test
    void ownsNothingBeforeItsFirstRound() {
        assertThat(owner.ownership().stands()).isFalse();
        assertThat(owner.ownership().owns(ConversationId.ofSession(Seed.SESSION))).isFalse();
    }

    @Test
    void takesEverythingThatNobodyOwns() {
        assertThat(round(owner)).isEqualTo(new Round.Serving());

        assertThat(keeper(owner).figures().partitions()).isEqualTo(PartitionTable.PARTITIONS);
        assertThat(table.newerThan(0).orElseThrow().version()).isEqualTo(clock.millis());
    }

    @Test
    void standsByWhileAnotherHubServes() {
        round(owner);

        assertThat(round(standby)).isEqualTo(new Round.StandingBy("http://host:8000", false));

        assertThat(standby.ownership().stands()).isFalse();
        assertThat(keeper(standby).figures().hubs()).isEqualTo(2);
    }

    @Test
    void ownsNothingEightSecondsAfterItsLastBeat() {
        round(owner);

        pass(Right.LENGTH.minusMillis(1));
        assertThat(owner.ownership().stands()).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(owner.ownership().stands()).isFalse();
        assertThat(owner.ownership().owns(ConversationId.ofSession(Seed.SESSION))).isFalse();
    }

    @Test
    void goesOnWithTheNextBeatIfNobodyTookOver() {
        round(owner);
        long version = table.newerThan(0).orElseThrow().version();
        pass(Duration.ofMinutes(1));

        assertThat(round(owner)).isEqualTo(new Round.Serving());

        assertThat(owner.ownership().stands()).isTrue();
        assertThat(table.newerThan(version)).isEmpty();
        assertThat(keeper(owner).figures().rightsLost()).isEqualTo(1);
    }

    /// So a hub alone costs its store one write in two seconds.
    @Test
    void beatsOnceARoundAndWritesNothingElse() {
        round(owner);
        long beat = beat();
        long version = table.newerThan(0).orElseThrow().version();

        for (int i = 0; i < 30; i++) {
            pass(ROUND);
            round(owner);
        }

        assertThat(ROUND).isEqualTo(Duration.ofSeconds(2));
        assertThat(beat()).isEqualTo(beat + 30);
        assertThat(table.newerThan(version)).isEmpty();
    }

    private long beat() {
        assertThat(hubs.hubs()).hasSize(1);
        return hubs.hubs().getFirst().beat();
    }

    @Test
    void endsItsRightIfItsClocksMoveApart() {
        round(owner);

        clock.advance(Right.APART.plusMillis(1));
        assertThat(owner.ownership().stands()).isFalse();

        round(owner);
        assertThat(owner.ownership().stands()).isTrue();
    }

    /// The first look sees the last beat; the fifth is not enough, and the one after 11 s is.
    @Test
    void takesOverWhenTheOwnersBeatStoodStillForElevenSeconds() {
        round(owner);
        for (int i = 0; i < 6; i++) {
            assertThat(round(standby)).isInstanceOf(Round.StandingBy.class);
            pass(ROUND);
        }

        assertThat(round(standby)).isEqualTo(new Round.Serving());

        assertThat(standby.ownership().stands()).isTrue();
        assertThat(keeper(standby).figures().takeOver()).isEqualTo(ROUND.multipliedBy(6));
        assertThat(round(owner)).isEqualTo(new Round.Lost());
        assertThat(owner.ownership().stands()).isFalse();
    }

    /// Otherwise calls about the part of the dead are refused for two seconds more.
    @Test
    void looksAgainAtOnceIfTheSilenceBecameLongEnoughDuringARound() {
        Duration tooEarly = Duration.ofMillis(10);
        Duration taken = Duration.ofMillis(20);
        round(owner);
        for (int i = 0; i < 5; i++) {
            round(standby);
            pass(ROUND);
        }
        round(standby);
        pass(DeathWatch.STILL.minus(ROUND.multipliedBy(5)).minus(tooEarly));

        assertThat(round(standby)).isInstanceOf(Round.StandingBy.class);
        pass(taken);
        assertThat(keeper(standby).untilNext(taken)).isNegative();
        assertThat(round(standby)).isEqualTo(new Round.Serving());
        assertThat(keeper(standby).untilNext(Duration.ZERO)).isEqualTo(ROUND);
    }

    @Test
    void startsAnewAfterAGapInItsOwnLooks() {
        round(owner);
        for (int i = 0; i < 5; i++) {
            round(standby);
            pass(ROUND);
        }
        pass(Duration.ofSeconds(30));

        assertThat(round(standby)).isInstanceOf(Round.StandingBy.class);
    }

    @Test
    void leavesALivingOwnerAlone() {
        for (int i = 0; i < 20; i++) {
            round(owner);
            assertThat(round(standby)).isInstanceOf(Round.StandingBy.class);
            pass(ROUND);
        }
    }

    @Test
    void takesOverAtOnceFromTheProcessWhoseSocketItHolds() {
        round(owner, "kernel/network/:8000");

        assertThat(round(standby, "kernel/network/:8000")).isEqualTo(new Round.Serving());

        assertThat(round(owner)).isEqualTo(new Round.Lost());
    }

    @Test
    void waitsWhereTheSocketIsAnotherOrUnknown() {
        round(owner, "kernel/network/:8000");
        assertThat(round(standby, "kernel/network/:8001")).isInstanceOf(Round.StandingBy.class);
        assertThat(round(hub(), null)).isInstanceOf(Round.StandingBy.class);
    }

    /// It still delivers while its socket is closed already.
    @Test
    void waitsForAnOwnerThatIsStopping() {
        round(owner, "kernel/network/:8000");
        keeper(owner).announceEnd();

        assertThat(round(standby, "kernel/network/:8000")).isInstanceOf(Round.StandingBy.class);
        assertThat(owner.ownership().stands()).isTrue();
    }

    @Test
    void takesAtOnceWhatWasGivenBack() {
        round(owner);
        round(standby);
        keeper(owner).giveBack(PartitionListener.Progress.QUIET);

        assertThat(owner.ownership().stands()).isFalse();
        assertThat(round(standby)).isEqualTo(new Round.Serving());
        assertThat(table.newerThan(0).orElseThrow().shares()).allMatch(PartitionTable.Share::clean);
        assertThat(keeper(standby).figures().hubs()).isEqualTo(1);
    }

    @Test
    void marksWhatTheDeadLeftAsUnclean() {
        round(owner, "s");
        round(standby, "s");

        assertThat(table.newerThan(0).orElseThrow().shares())
                .noneMatch(PartitionTable.Share::clean);
    }

    @Test
    void takesAtOnceFromAnOwnerThatTheStoreDoesNotKnow() {
        round(owner);
        HubId known = hubs.hubs().getFirst().hub().id();
        hubs.remove(known);

        assertThat(round(standby)).isEqualTo(new Round.Serving());

        assertThat(round(owner)).isEqualTo(new Round.Lost());
    }

    @Test
    void registersAnewAsAStandbyThatWasDeclaredDead() {
        round(owner);
        round(standby);
        HubId declared = hubs.hubs().getLast().hub().id();
        hubs.declareDead(declared, 1);
        pass(ROUND);

        assertThat(round(standby)).isInstanceOf(Round.StandingBy.class);
        round(owner);

        assertThat(hubs.hubs()).noneMatch(each -> each.dead()).hasSize(2);
    }

    @Test
    void removesADeadStandby() {
        round(standby, "x");
        ClusterModule silent = hub();
        round(silent);
        for (int i = 0; i < 7; i++) {
            round(standby);
            pass(ROUND);
        }

        assertThat(hubs.hubs()).hasSize(1);
    }

    private static Term term(ClusterModule hub) {
        return hub.ownership().term(CONVERSATION);
    }

    @Test
    void beginsAnUncleanTermOfALaterEpochWhenItTakesOver() {
        round(owner, "s");
        round(standby, "s");

        assertThat(term(standby).epoch()).isGreaterThan(term(owner).epoch());
        assertThat(term(owner).clean()).isTrue();
        assertThat(term(standby).clean()).isFalse();
    }

    /// It must not write in the name of the owner.
    @Test
    void hasNoTermOfWhatAnotherHubOwns() {
        round(owner);
        round(standby);

        assertThatThrownBy(() -> term(standby)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> term(hub())).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void losesItsRightWhenTheStoreKnowsALaterEpoch() {
        round(owner, "s");
        round(standby, "s");

        owner.ownership().overtaken(term(standby).epoch());

        assertThat(owner.ownership().stands()).isFalse();
        assertThat(round(owner)).isEqualTo(new Round.Lost());
    }

    /// The table was lost, and the clock is behind that of the hub that made it.
    @Test
    void raisesItsEpochAboveThoseOfTheStoreIfItStillIsTheOwner() {
        round(owner);
        long later = term(owner).epoch() + 3_600_000;

        owner.ownership().overtaken(later);
        assertThat(owner.ownership().stands()).isFalse();
        assertThat(round(owner)).isEqualTo(new Round.Serving());

        assertThat(owner.ownership().stands()).isTrue();
        assertThat(term(owner).epoch()).isGreaterThan(later);
        long version = table.newerThan(0).orElseThrow().version();
        round(owner);
        assertThat(table.newerThan(version)).isEmpty();
    }
}
