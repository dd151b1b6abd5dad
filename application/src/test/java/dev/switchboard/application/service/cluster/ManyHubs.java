package dev.switchboard.application.service.cluster;

import dev.switchboard.application.fakes.InMemoryHubRegistry;
import dev.switchboard.application.fakes.InMemoryPartitionRegistry;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PartitionTable.Share;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// As many hubs on one store as one likes, in a time that passes as fast as they compute. Each
/// keeps the table by the code of a real hub. Two changes of the table within the time of a call
/// meet, and the store refuses the second. Nothing else goes wrong, see [ClusterWorld] for that.
final class ManyHubs {

    private static final Duration A_CALL = Duration.ofMillis(5);
    private static final Duration WHILE_MOVING = Duration.ofMillis(100);
    private static final Duration TOO_LONG = Duration.ofMinutes(2);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;
    private final InMemoryHubRegistry hubs = new InMemoryHubRegistry();
    private final CountedTable table = new CountedTable();
    private final PriorityQueue<Member> processes =
            new PriorityQueue<>(Comparator.comparingLong(each -> each.due));

    /// Nanoseconds.
    private long now;

    ManyHubs(long seed) {
        this.random = new Random(seed);
    }

    /// A change of who is there, until each of those who remain has its part.
    ///
    /// @param took until then
    /// @param unowned the time for which partitions of a hub that had ended were nobody's
    /// @param moved partitions that have another owner now
    /// @param written how often the table was changed
    /// @param refused how often a change came too late, because another hub had changed the table
    /// @param read how often a hub was given a newer table
    record Change(Duration took, Duration unowned, int moved, int written, int refused, int read) {}

    private final class Member {

        private final ClusterModule module;
        private final String name;
        private long due;

        private Member() {
            InstantSource time = () -> BEGIN.plusNanos(now);
            Clock clock = time.withZone(ZoneOffset.UTC);
            name = new UUID(random.nextLong(), random.nextLong()).toString();
            due = now + random.nextLong(TableKeeper.EVERY.toNanos());
            module =
                    ClusterModule.of(
                            hubs,
                            table,
                            new SequentialIds() {
                                @Override
                                public String uuid() {
                                    return name;
                                }
                            },
                            new Later((_, _) -> {}, Runnable::run, clock),
                            clock,
                            () -> now);
        }

        private HubId id() {
            return new HubId(name);
        }

        private void round() {
            var _ =
                    module.keeper()
                            .orElseThrow()
                            .round(id ->
                                    new Hub(
                                            id,
                                            name,
                                            name,
                                            "1",
                                            HubProtocol.CURRENT,
                                            null,
                                            "http://" + name));
            boolean moving = ((HeldPartitions) module.ownership()).isMoving();
            Duration pause = moving ? WHILE_MOVING : TableKeeper.EVERY;
            due = now + pause.toNanos() + random.nextLong(A_CALL.toNanos());
        }
    }

    /// Starts hubs at once.
    Change start(int count) {
        IntStream.range(0, count).forEach(_ -> processes.add(new Member()));
        return settled();
    }

    /// Kills some hub.
    Change kill() {
        processes.remove(any());
        return settled();
    }

    /// Ends some hub, of which nothing is under way.
    Change stop() {
        Member one = any();
        processes.remove(one);
        TableKeeper keeper = one.module.keeper().orElseThrow();
        keeper.giveBack(keeper.leave());
        return settled();
    }

    /// The partitions of the hub that has the most.
    long greatestPart() {
        PartitionTable current = table.current();
        return current.owners().stream().mapToLong(hub -> current.of(hub).size()).max().orElse(0);
    }

    private Member any() {
        return processes.stream().skip(random.nextInt(processes.size())).findFirst().orElseThrow();
    }

    private Change settled() {
        table.written = 0;
        table.refused = 0;
        table.read = 0;
        PartitionTable before = table.current();
        Set<HubId> living = processes.stream().map(Member::id).collect(Collectors.toSet());
        List<HubId> parts = Assignment.parts(living);
        long begun = now;
        long unowned = 0;
        while (!parts.equals(owners())) {
            if (now - begun > TOO_LONG.toNanos()) {
                throw new AssertionError("Parts are not shared after " + TOO_LONG);
            }
            boolean served = living.containsAll(owners());
            next();
            unowned = served ? unowned : now - begun;
        }
        return new Change(
                Duration.ofNanos(now - begun),
                Duration.ofNanos(unowned),
                moved(before, table.current()),
                table.written,
                table.refused,
                table.read);
    }

    private List<@Nullable HubId> owners() {
        return table.current().shares().stream().<@Nullable HubId>map(Share::owner).toList();
    }

    private static int moved(PartitionTable before, PartitionTable after) {
        return (int)
                IntStream.range(0, PartitionTable.PARTITIONS)
                        .filter(i ->
                                !Objects.equals(
                                        before.shares().get(i).owner(),
                                        after.shares().get(i).owner()))
                        .count();
    }

    private void next() {
        Member next = processes.remove();
        now = Math.max(now, next.due);
        next.round();
        processes.add(next);
    }

    private final class CountedTable implements PartitionRegistry {

        private final InMemoryPartitionRegistry table = new InMemoryPartitionRegistry();
        private int written;
        private int refused;
        private int read;
        private long changed = Long.MIN_VALUE / 2;

        private PartitionTable current() {
            return table.newerThan(0).orElse(PartitionTable.NONE);
        }

        @Override
        public Optional<PartitionTable> newerThan(long version) {
            Optional<PartitionTable> newer = table.newerThan(version);
            read += newer.isPresent() ? 1 : 0;
            return newer;
        }

        @Override
        public boolean replace(long version, PartitionTable next) {
            if (now - changed < A_CALL.toNanos() || !table.replace(version, next)) {
                refused++;
                return false;
            }
            written++;
            changed = now;
            return true;
        }
    }

    /// Prints what each change costs. The arguments are numbers of hubs.
    public static void main(String[] args) {
        for (String argument : args) {
            int size = Integer.parseInt(argument);
            ManyHubs many = new ManyHubs(Long.getLong("switchboard.seed", 1));
            System.out.println(size + " start: " + many.start(size));
            System.out.println("the greatest part: " + many.greatestPart());
            System.out.println("one more: " + many.start(1));
            System.out.println("one is killed: " + many.kill());
            System.out.println("one ends: " + many.stop());
        }
    }
}
