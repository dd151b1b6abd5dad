package dev.switchboard.application.service.cluster;

import dev.switchboard.application.port.in.cluster.WatchCluster;
import dev.switchboard.application.service.cluster.DeathWatch.Seen;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.cluster.PartitionTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reports what this hub knows of the hubs of its store.
final class ClusterReport implements WatchCluster {

    /// Two beats and a half.
    static final Duration SILENCE = Duration.ofSeconds(5);

    private final HeldPartitions held;
    private final Right right;
    private final DeathWatch deaths;

    ClusterReport(HeldPartitions held, Right right, DeathWatch deaths) {
        this.held = held;
        this.right = right;
        this.deaths = deaths;
    }

    /// The report of a hub whose store no other hub can use.
    static WatchCluster alone(Instant since) {
        Table all = new Table(0, PartitionTable.PARTITIONS, PartitionTable.PARTITIONS, 0);
        return () -> new Cluster(null, State.ALONE, since, List.of(), all, List.of());
    }

    @Override
    public Cluster cluster() {
        Right.Moment now = right.now();
        Hub me = held.me();
        PartitionTable table = held.table();
        List<Seen> others = deaths.seen(now.nanos());
        List<Member> hubs = new ArrayList<>();
        if (me != null) {
            hubs.add(member(me, right.since(), false, table));
        }
        for (Seen other : others) {
            Instant beatAt = Instant.ofEpochMilli(now.millis()).minus(other.still());
            hubs.add(member(other.hub(), beatAt, other.dead(), table));
        }
        int owned = living(hubs).stream().mapToInt(Member::partitions).sum();
        Table shown =
                new Table(
                        table.version(),
                        PartitionTable.PARTITIONS,
                        held.count(),
                        PartitionTable.PARTITIONS - owned);
        return new Cluster(
                me == null ? null : me.id().value(),
                state(),
                Instant.ofEpochMilli(held.since()),
                List.copyOf(hubs),
                shown,
                doubts(me, others, hubs, shown));
    }

    private State state() {
        if (held.count() == 0) {
            return State.STANDING_BY;
        }
        return held.stands() ? State.SERVING : State.PAUSED;
    }

    private static Member member(
            Hub hub, @Nullable Instant beatAt, boolean dead, PartitionTable table) {
        return new Member(
                hub.id().value(),
                hub.name(),
                hub.address(),
                hub.version(),
                hub.protocol().newest(),
                beatAt,
                dead,
                table.of(hub.id()).size(),
                hub.peerAddress());
    }

    private static List<Member> living(List<Member> hubs) {
        return hubs.stream().filter(hub -> !hub.dead()).toList();
    }

    private static boolean isWhere(Member one, Member other) {
        boolean called = one.peerAddress() != null && one.peerAddress().equals(other.peerAddress());
        return !one.id().equals(other.id()) && (called || one.address().equals(other.address()));
    }

    private List<Doubt> doubts(
            @Nullable Hub me, List<Seen> others, List<Member> hubs, Table shown) {
        List<Doubt> doubts = new ArrayList<>();
        if (!right.stands()) {
            doubts.add(new Doubt(Reason.BEATS_FAIL, me == null ? null : me.id().value()));
        }
        for (Seen other : others) {
            if (!other.dead() && other.still().compareTo(SILENCE) > 0) {
                doubts.add(new Doubt(Reason.SILENT, other.hub().id().value()));
            }
        }
        List<Member> living = living(hubs);
        for (Member hub : living) {
            if (living.stream().anyMatch(other -> isWhere(other, hub))) {
                doubts.add(new Doubt(Reason.SAME_ADDRESS, hub.id()));
            }
        }
        for (Seen other : others) {
            if (!other.dead() && !HubProtocol.CURRENT.meets(other.hub().protocol())) {
                doubts.add(new Doubt(Reason.OTHER_PROTOCOL, other.hub().id().value()));
            }
            if (!other.dead() && me != null && me.isApartByTls(other.hub())) {
                doubts.add(new Doubt(Reason.OTHER_TLS, other.hub().id().value()));
            }
        }
        if (shown.free() > 0) {
            doubts.add(new Doubt(Reason.FREE_PARTITIONS, null));
        }
        if (held.laterEpoch() > shown.version()) {
            doubts.add(new Doubt(Reason.LATER_EPOCHS, null));
        }
        return List.copyOf(doubts);
    }
}
