package dev.switchboard.application.service.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.service.cluster.OwnerDirectory.Owner;
import dev.switchboard.application.service.cluster.TableKeeper.Round;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PartitionTable.Share;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hubs that share the table of one store.
class SharedTableTest extends HubPair {

    private static final ConversationId CONVERSATION = ConversationId.ofSession(Seed.SESSION);

    private static void round(ClusterModule hub) {
        round(hub, "http://peer");
    }

    private static void round(ClusterModule hub, @Nullable String peerAddress) {
        round(hub, peerAddress, HubProtocol.CURRENT);
    }

    private static void round(
            ClusterModule hub, @Nullable String peerAddress, HubProtocol protocol) {
        var _ = standing(hub, peerAddress, protocol);
    }

    private static Round standing(
            ClusterModule hub, @Nullable String peerAddress, HubProtocol protocol) {
        return hub.keeper()
                .orElseThrow()
                .round(id -> new Hub(id, "h", "http://h", "1", protocol, null, peerAddress));
    }

    private static int size(ClusterModule hub) {
        return hub.ownership().held().size();
    }

    private PartitionTable stored() {
        return table.newerThan(0).orElseThrow();
    }

    /// Both hubs live, and know it.
    private void shared() {
        round(owner);
        round(standby);
        round(owner);
        round(standby);
    }

    @Test
    void isSharedByThoseWhoLive() {
        shared();

        assertThat(size(owner)).isBetween(400, 624);
        assertThat(size(owner) + size(standby)).isEqualTo(PartitionTable.PARTITIONS);
        assertThat(owner.ownership().held().intersects(standby.ownership().held())).isFalse();
    }

    /// So hubs are replaced one by one.
    @Test
    void isSharedWithTheNextRelease() {
        round(owner);
        round(standby, "http://peer", NEXT);
        round(owner);
        round(standby, "http://peer", NEXT);

        assertThat(size(owner)).isBetween(400, 624);
        assertThat(size(owner) + size(standby)).isEqualTo(PartitionTable.PARTITIONS);
    }

    @Test
    void isNotSharedByWhoeverFollowsOtherRules() {
        round(owner);
        round(standby, "http://peer", OTHER);
        round(owner);
        round(standby, "http://peer", OTHER);

        assertThat(size(owner)).isEqualTo(PartitionTable.PARTITIONS);
    }

    @Test
    void isLeftAloneOnceEverybodyHasTheirPart() {
        shared();
        long version = stored().version();

        shared();

        assertThat(stored().version()).isEqualTo(version);
    }

    @Test
    void movesNothingOfWhichSomethingIsUnderWay() {
        Set<Integer> busy = new HashSet<>();
        owner.listen(
                new PartitionListener() {
                    @Override
                    public Progress giving(Partitions some) {
                        return busy.stream().anyMatch(some::contains)
                                ? Progress.UNDER_WAY
                                : Progress.QUIET;
                    }
                });
        round(owner);
        HubId first = owner.directory().orElseThrow().me().orElseThrow();
        busy.addAll(
                IntStream.range(0, PartitionTable.PARTITIONS)
                        .filter(i -> i % 5 > 0)
                        .boxed()
                        .toList());
        round(standby);
        round(owner);
        assertThat(stored().shares().stream().filter(share -> !first.equals(share.owner())))
                .hasSizeBetween(50, 150)
                .allMatch(Share::clean);

        busy.clear();
        round(owner);
        round(standby);

        assertThat(size(standby)).isGreaterThan(400);
    }

    /// Has always something under way.
    private static final class Busy implements PartitionListener {

        @Override
        public Progress giving(Partitions some) {
            return Progress.UNDER_WAY;
        }
    }

    @Test
    void beginsNothingNewInWhatIsMoving() {
        owner.listen(new Busy());
        shared();

        assertThat(size(owner)).isLessThan(624);
        assertThat(size(standby)).isZero();
        int moving =
                IntStream.range(0, PartitionTable.PARTITIONS)
                        .filter(i -> !owner.ownership().held().contains(i))
                        .findFirst()
                        .orElseThrow();
        assertThat(owner.directory().orElseThrow().of(moving)).isEqualTo(new Owner.Nobody());
    }

    /// A target may take its time to answer. Calls about other messages wait for two seconds before
    /// they are refused, so what stays busy is tried for a second at a time.
    @Test
    void isServedWhereItIsBusyUntilItMoves() {
        AtomicBoolean busy = new AtomicBoolean(true);
        owner.listen(
                new PartitionListener() {
                    @Override
                    public Progress giving(Partitions some) {
                        return busy.get() ? Progress.UNDER_WAY : Progress.QUIET;
                    }
                });
        shared();
        assertThat(size(owner)).isLessThan(624);

        pass(TableChanges.TRY);
        round(owner);
        assertThat(size(owner)).isEqualTo(PartitionTable.PARTITIONS);

        busy.set(false);
        pass(TableChanges.REST.minusMillis(1));
        round(standby);
        round(owner);
        assertThat(size(owner)).isEqualTo(PartitionTable.PARTITIONS);

        pass(Duration.ofMillis(1));
        round(owner);
        round(standby);
        assertThat(size(standby)).isGreaterThan(400);
    }

    /// Writes down what it is told.
    private static final class RecordingListener implements PartitionListener {

        private final AtomicBoolean busy = new AtomicBoolean();
        private final List<String> told = new ArrayList<>();

        @Override
        public Progress giving(Partitions some) {
            return busy.get() ? Progress.UNDER_WAY : Progress.QUIET;
        }

        @Override
        public void taken(Partitions some, boolean clean) {
            told.add(clean ? "taken" : "taken uncleanly");
        }

        @Override
        public void recover(Partitions some, boolean last) {
            told.add("look");
        }

        @Override
        public void lost(Partitions some) {
            told.add("lost");
        }
    }

    private final RecordingListener listener = new RecordingListener();

    /// Nobody here heard of what happened in that second.
    @Test
    void isForgottenAndTakenAnewWhereItStayedBusy() {
        listener.busy.set(true);
        owner.listen(listener);
        shared();
        listener.told.clear();

        pass(TableChanges.TRY);
        round(owner);

        assertThat(size(owner)).isEqualTo(PartitionTable.PARTITIONS);
        assertThat(listener.told).containsExactly("lost", "taken", "look");
    }

    /// A hub comes, and gets what is given to it.
    private ClusterModule join() {
        ClusterModule next = hub();
        round(next);
        round(owner);
        round(next);
        return next;
    }

    private Partitions unclean(ClusterModule hub) {
        HubId id = hub.directory().orElseThrow().me().orElseThrow();
        return stored().which(share -> id.equals(share.owner()) && !share.clean());
    }

    /// The hub that died may be frozen in a write, and the next owner has to look for that too.
    @Test
    void movesUncleanWhileLateWritesOfTheDeadAreLookedFor() {
        owner.listen(listener);
        shared();
        Partitions dead = standby.ownership().held();
        silence(owner);
        ClusterModule third = join();

        assertThat(size(third)).isBetween(300, 624);
        assertThat(unclean(third)).isEqualTo(third.ownership().held().and(dead));
        assertThat(unclean(third).size()).isBetween(100, 400);
    }

    @Test
    void movesCleanOnceTheLastLookIsOver() {
        owner.listen(listener);
        shared();
        silence(owner);
        for (int i = 0; i < 30; i++) {
            pass(Duration.ofSeconds(2));
            round(owner);
        }
        ClusterModule third = join();

        assertThat(size(third)).isBetween(300, 624);
        assertThat(unclean(third)).isEqualTo(Partitions.NONE);
    }

    @Test
    void isGivenBackUncleanWhileLateWritesOfTheDeadAreLookedFor() {
        owner.listen(listener);
        shared();
        Partitions dead = standby.ownership().held();
        silence(owner);

        owner.keeper().orElseThrow().giveBack(PartitionListener.Progress.QUIET);

        assertThat(stored().which(share -> !share.clean())).isEqualTo(dead);
    }

    /// Each trial interrupts the consoles of a desk.
    @Test
    void isTriedLessAndLessOftenWhileItStaysBusy() {
        listener.busy.set(true);
        owner.listen(listener);
        shared();
        List<Integer> lost = new ArrayList<>();

        for (int second = 1; second < 200; second++) {
            int before = listener.told.size();
            pass(Duration.ofSeconds(1));
            round(standby);
            round(owner);
            if (listener.told.size() > before) {
                lost.add(second);
            }
        }

        assertThat(lost).containsExactly(1, 12, 33, 74, 155);
    }

    /// The trial to give them away ends no caution.
    @Test
    void isTakenUncleanlyAnewWhereLateWritesAreLookedFor() {
        owner.listen(listener);
        shared();
        silence(owner);
        listener.busy.set(true);
        var _ = join();
        listener.told.clear();

        pass(TableChanges.TRY);
        round(owner);

        assertThat(listener.told)
                .containsExactly("lost", "taken", "taken uncleanly", "look", "look");
    }

    @Test
    void isWholeAgainIfTheTakerDiesBeforeItTakes() {
        owner.listen(new Busy());
        shared();
        assertThat(size(owner)).isLessThan(PartitionTable.PARTITIONS);

        silence(owner);

        assertThat(size(owner)).isEqualTo(PartitionTable.PARTITIONS);
        assertThat(owner.ownership().owns(CONVERSATION)).isTrue();
    }

    @Test
    void isTakenWholeFromTheDead() {
        shared();

        silence(owner);

        assertThat(size(owner)).isEqualTo(PartitionTable.PARTITIONS);
        assertThat(stored().which(share -> !share.clean()).size()).isBetween(400, 624);
    }

    /// Calls about the part of a dead hub are refused for at most 14 s: wherever its last beat
    /// falls between two looks of the other hub, that one takes the part within 13 s of it. The
    /// rest is for the calls of the store, which take no time here.
    @ParameterizedTest
    @ValueSource(longs = {1, 500, 999, 1_000, 1_001, 1_500, 1_999, 2_000})
    void isTakenFromTheDeadWithinThirteenSecondsOfTheirLastBeat(long unseen) {
        shared();
        round(standby);
        Duration silent = Duration.ofMillis(unseen);
        pass(silent);
        round(owner);

        while (size(owner) < PartitionTable.PARTITIONS) {
            Duration next = owner.keeper().orElseThrow().untilNext(Duration.ZERO);
            pass(next);
            silent = silent.plus(next);
            round(owner);
        }

        assertThat(silent).isBetween(DeathWatch.STILL, Duration.ofSeconds(13));
    }

    /// A hub that is dead already is not waited for.
    @Test
    void isLookedAtEveryTwoSecondsWhileAllAreWell() {
        shared();
        TableKeeper keeper = owner.keeper().orElseThrow();
        Duration taken = Duration.ofMillis(300);

        assertThat(keeper.untilNext(taken)).isEqualTo(TableKeeper.EVERY.minus(taken));
        silence(owner);
        assertThat(keeper.untilNext(taken)).isEqualTo(TableKeeper.EVERY.minus(taken));
    }

    /// The other hub beats no more.
    private void silence(ClusterModule living) {
        for (int i = 0; i < 8; i++) {
            pass(Duration.ofSeconds(2));
            round(living);
        }
    }

    @Test
    void isNotTakenInPartsByAHubThatDoesNotShare() {
        shared();
        ClusterModule stranger = hub();

        for (int i = 0; i < 8; i++) {
            pass(Duration.ofSeconds(2));
            round(owner);
            round(stranger, null);
        }

        assertThat(size(stranger)).isZero();
        assertThat(size(owner)).isEqualTo(PartitionTable.PARTITIONS);
    }

    /// It would own the part of a dead hub, and neither it nor the others would call each other.
    @Test
    void isNotTakenInPartsByAHubThatSharesByOtherRules() {
        shared();
        ClusterModule later = hub();

        for (int i = 0; i < 8; i++) {
            pass(Duration.ofSeconds(2));
            round(later, "http://later", OTHER);
            round(owner);
        }

        assertThat(size(later)).isZero();
        assertThat(size(owner)).isEqualTo(PartitionTable.PARTITIONS);
    }

    /// One that was called without TLS would hear what is said between those that have it.
    @Test
    void isNotSharedWithAHubOfWhichAloneCallsAreEncrypted() {
        round(owner, "https://owner");
        round(standby, "http://standby");
        round(owner, "https://owner");

        assertThat(standing(standby, "http://standby", HubProtocol.CURRENT))
                .isEqualTo(new Round.StandingBy("http://h", true));
        assertThat(size(owner)).isEqualTo(PartitionTable.PARTITIONS);
    }

    @Test
    void isSharedByThoseWhoseCallsAreEncrypted() {
        for (int i = 0; i < 2; i++) {
            round(owner, "https://owner");
            round(standby, "https://standby");
        }

        assertThat(size(owner)).isBetween(400, 624);
        assertThat(size(owner) + size(standby)).isEqualTo(PartitionTable.PARTITIONS);
    }

    /// So an upgrade to other rules is a restart of one hub after the other.
    @Test
    void isTakenWholeByThoseWhoShareByOtherRulesWhenTheLastOwnerEnds() {
        round(owner);
        round(standby, "http://later", OTHER);
        ClusterModule third = hub();
        round(third, "http://later", OTHER);

        owner.keeper().orElseThrow().giveBack(PartitionListener.Progress.QUIET);
        round(standby, "http://later", OTHER);
        round(third, "http://later", OTHER);

        assertThat(size(standby)).isPositive();
        assertThat(size(standby) + size(third)).isEqualTo(PartitionTable.PARTITIONS);
    }

    @Test
    void staysWithAHubThatDoesNotShare() {
        round(owner, null);
        round(standby);
        round(owner, null);
        round(standby);

        assertThat(size(owner)).isEqualTo(PartitionTable.PARTITIONS);
        assertThat(size(standby)).isZero();
    }

    @Test
    void tellsBothWhereAConversationIs() {
        shared();
        int partition = PartitionTable.partition(CONVERSATION);
        ClusterModule here = owner.ownership().owns(CONVERSATION) ? owner : standby;
        ClusterModule there = here == owner ? standby : owner;

        assertThat(here.directory().orElseThrow().of(partition)).isEqualTo(new Owner.Here());
        assertThat(there.directory().orElseThrow().of(partition))
                .isInstanceOfSatisfying(
                        Owner.There.class,
                        at -> {
                            assertThat(at.hub().id())
                                    .isEqualTo(here.directory().orElseThrow().me().orElseThrow());
                            assertThat(at.epoch())
                                    .isEqualTo(here.ownership().term(CONVERSATION).epoch());
                        });
    }

    @Test
    void hasEvenPartsOfWhichFewMoveWhenAHubComes() {
        Set<HubId> four = Stream.of("a", "b", "c", "d").map(HubId::new).collect(Collectors.toSet());
        Set<HubId> five = new HashSet<>(four);
        five.add(new HubId("e"));

        List<HubId> before = Assignment.parts(four);
        List<HubId> after = Assignment.parts(five);

        Map<HubId, Long> sizes =
                after.stream().collect(Collectors.groupingBy(each -> each, Collectors.counting()));
        assertThat(sizes.values()).hasSize(5).allMatch(size -> size >= 140 && size <= 226);
        assertThat(
                        IntStream.range(0, before.size())
                                .filter(i -> !before.get(i).equals(after.get(i)))
                                .count())
                .isLessThan(300);
    }
}
