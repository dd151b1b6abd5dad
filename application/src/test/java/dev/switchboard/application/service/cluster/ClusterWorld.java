package dev.switchboard.application.service.cluster;

import dev.switchboard.application.fakes.InMemoryHubRegistry;
import dev.switchboard.application.fakes.InMemoryPartitionRegistry;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.TableKeeper.Round;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.delivery.TargetBulletin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Several machines with a hub each, one store, and a time that only this world knows. Each machine
/// has clocks of its own. A seed decides what happens; the same seed makes the same history.
///
/// A call of the store may be slow, take effect late or never, and be interrupted at any point by a
/// freeze of its process, during which the others go on.
final class ClusterWorld {

    /// The calls of a store end after this time, unless their process is frozen.
    private static final long CALL = seconds(2);

    /// A call of a hub that is well takes no longer.
    private static final long PROMPT = millis(500);

    /// The longest time until a dead hub's partitions are taken by one that is well: its last beat
    /// is seen up to 2 s later, then stands still for 11 s, and rounds take a while.
    private static final long BOUND = seconds(14);

    /// A hub that was well for this long must not be declared dead.
    private static final long WELL = seconds(14);

    private static final int MACHINES = 3;
    private static final int MOST_EVENTS = 60;
    private static final HubId NOBODY = new HubId("nobody");

    private final Sabotage sabotage;
    private final Random random;
    private final InMemoryHubRegistry hubs = new InMemoryHubRegistry();
    private final InMemoryPartitionRegistry table = new InMemoryPartitionRegistry();
    private final SequentialIds ids = new SequentialIds();
    private final List<Machine> machines = new ArrayList<>();
    private final ArrayDeque<String> history = new ArrayDeque<>();
    private final PriorityQueue<Late> late =
            new PriorityQueue<>(Comparator.comparingLong(Late::at));

    /// Nanoseconds.
    private long now;

    private long awayUntil;

    /// The table at the last check.
    private PartitionTable owned = PartitionTable.NONE;

    private Set<HubId> owners = Set.of(NOBODY);

    /// Since when a partition has no living owner in the table.
    private long unservedSince = Long.MAX_VALUE;

    private ClusterWorld(long seed, Sabotage sabotage) {
        this.sabotage = sabotage;
        this.random = new Random(seed);
        for (int i = 0; i < MACHINES; i++) {
            machines.add(new Machine("machine-" + i));
        }
    }

    /// What a wrong implementation would do.
    enum Sabotage {
        NONE,
        TAKES_FROM_THE_LIVING,
        DECLARES_DEAD_WITHOUT_COMPARING,
        COUNTS_THE_RIGHT_FROM_THE_END_OF_THE_BEAT,
        IGNORES_GAPS_IN_ITS_OWN_LOOKS,
        BELIEVES_ONE_CLOCK
    }

    /// A broken promise.
    static final class Broken extends AssertionError {

        private static final long serialVersionUID = 1L;

        Broken(String promise) {
            super(promise);
        }
    }

    private Broken broken(String promise) {
        return new Broken(promise + " after\n" + String.join("\n", history));
    }

    private void note(String fact) {
        history.add("%7.1f s %s".formatted(now / 1e9, fact));
        if (history.size() > MOST_EVENTS) {
            history.removeFirst();
        }
    }

    private record Late(long at, Runnable effect) {}

    /// Runs one history.
    ///
    /// @return the broken promise, if any
    static Optional<Broken> run(long seed, Sabotage sabotage, int steps) {
        try {
            new ClusterWorld(seed, sabotage).walk(steps);
            return Optional.empty();
        } catch (Broken e) {
            return Optional.of(e);
        }
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }

    private static long millis(long count) {
        return Duration.ofMillis(count).toNanos();
    }

    private long between(long from, long to) {
        return from + (long) (random.nextDouble() * (to - from));
    }

    private void walk(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            advance(between(millis(100), seconds(random.nextInt(4) == 0 ? 20 : 4)));
        }
    }

    private void step() {
        Machine machine = machines.get(random.nextInt(MACHINES));
        switch (random.nextInt(12)) {
            case 0, 1 -> machine.freeze(between(seconds(1), seconds(30)));
            case 2 -> machine.suspend(between(seconds(1), seconds(30)));
            case 3 -> machine.cut(between(seconds(1), seconds(25)));
            case 4 -> machine.kill();
            case 5 -> machine.stop();
            case 6, 7 -> machine.start();
            case 8, 10 -> {
                awayUntil = Math.max(awayUntil, now + between(seconds(1), seconds(25)));
                note("the store is away until %.1f".formatted(awayUntil / 1e9));
            }
            case 9 -> machine.skew = between(-3_600_000, 3_600_000);
            default -> {}
        }
    }

    /// Lets time pass, with everything that happens meanwhile.
    private void advance(long duration) {
        long end = now + duration;
        while (true) {
            Late effect = late.peek();
            Optional<Machine> next =
                    machines.stream()
                            .filter(Machine::waits)
                            .min(Comparator.comparingLong(each -> each.nextRound));
            long at =
                    Math.min(
                            effect == null ? Long.MAX_VALUE : effect.at(),
                            next.map(each -> each.nextRound).orElse(Long.MAX_VALUE));
            if (at > end) {
                break;
            }
            now = Math.max(now, at);
            check();
            if (effect != null && effect.at() == at) {
                late.remove();
                effect.effect().run();
            } else {
                next.orElseThrow().round();
            }
            check();
        }
        now = Math.max(now, end);
        check();
    }

    private void check() {
        for (Machine one : machines) {
            if (one.stands()) {
                for (Machine other : machines) {
                    if (other != one && other.stoodWithin(CALL) && one.shares(other)) {
                        throw broken("Two hubs have a right to one partition");
                    }
                }
            }
        }
        machines.stream().filter(Machine::stands).forEach(each -> each.lastStood = now);
        checkOwner();
    }

    private void learn(PartitionTable newer) {
        Set<HubId> before = owners;
        owned = newer;
        note("the table has version %d of %s".formatted(newer.version(), newer.owners()));
        owners =
                newer.shares().stream()
                        .map(share -> Objects.requireNonNullElse(share.owner(), NOBODY))
                        .collect(Collectors.toUnmodifiableSet());
        if (!before.containsAll(owners)) {
            // Whoever took over lived then, even if it died in that very call.
            unservedSince = Long.MAX_VALUE;
        }
    }

    private void checkOwner() {
        table.newerThan(owned.version()).ifPresent(this::learn);
        boolean served =
                owned.version() > 0
                        && owners.stream()
                                .allMatch(each -> machines.stream().anyMatch(m -> m.is(each)));
        if (served) {
            unservedSince = Long.MAX_VALUE;
            return;
        }
        unservedSince = Math.min(unservedSince, now);
        boolean somebodyIsWell = machines.stream().anyMatch(each -> each.isWellFor(BOUND));
        if (somebodyIsWell && now - unservedSince > BOUND && now - awayUntil > BOUND) {
            throw broken("The dead hub's partitions are not taken over");
        }
    }

    /// Called when a hub is declared dead.
    private void checkDeath(HubId hub) {
        machines.stream()
                .filter(each -> each.is(hub) && each.isWellFor(WELL))
                .findFirst()
                .ifPresent(_ -> {
                    throw broken("A hub that was well is declared dead");
                });
    }

    private void checkTable(PartitionTable before, PartitionTable next, HubId changer) {
        for (int i = 0; i < PartitionTable.PARTITIONS; i++) {
            HubId owner = before.shares().get(i).owner();
            if (owner != null
                    && !owner.equals(changer)
                    && !owner.equals(next.shares().get(i).owner())
                    && hubs.hubs().stream()
                            .anyMatch(each -> each.hub().id().equals(owner) && !each.dead())) {
                throw broken("A living hub is robbed");
            }
        }
    }

    /// A machine, its clocks, and the hub that runs on it at the moment, if any.
    private final class Machine {

        private final String name;

        /// What its monotonic clock does not know of, because the machine was suspended.
        private long suspended;

        /// What its wall clock is wrong by, in milliseconds.
        private long skew;

        private long frozenUntil;
        private boolean suspending;
        private long cutUntil;
        private long lastStood = Long.MIN_VALUE / 2;
        private long lastFault;
        private long nextRound;
        private boolean busy;

        /// When its last call of the store began.
        private long called;

        /// All its work has ended, so nothing of it may be late.
        private boolean leaving;

        /// Counts the processes, so that a call of one that was killed has no effect on the next.
        private int process;

        private @Nullable Running running;

        Machine(String name) {
            this.name = name;
            start();
        }

        boolean waits() {
            return running != null && !busy;
        }

        boolean is(HubId hub) {
            Running current = running;
            Hub me = current == null ? null : current.held.me();
            return me != null && me.id().equals(hub);
        }

        boolean stands() {
            Running current = running;
            return current != null && !suspending && current.held.stands();
        }

        boolean stoodWithin(long duration) {
            return running != null && !leaving && now - lastStood < duration;
        }

        boolean shares(Machine other) {
            Running mine = running;
            Running its = other.running;
            return mine != null && its != null && mine.held.count() > 0 && its.held.count() > 0;
        }

        /// Calls end late while the store is away for everybody.
        private boolean takesLong(long began) {
            return now - began > (began < awayUntil ? CALL + PROMPT : PROMPT);
        }

        /// A call that takes too long is a freeze as well.
        boolean isWellFor(long duration) {
            boolean delayed = busy && takesLong(called);
            return running != null && !delayed && now >= frozenUntil && now - lastFault > duration;
        }

        private void faultUntil(long end) {
            lastFault = Math.max(lastFault, end);
        }

        void freeze(long duration) {
            if (running != null && !busy) {
                frozenUntil = Math.max(frozenUntil, now + duration);
                note("%s is frozen until %.1f".formatted(name, frozenUntil / 1e9));
                nextRound = Math.max(nextRound, frozenUntil);
                faultUntil(frozenUntil);
            }
        }

        /// A virtual machine that is suspended: its monotonic clock stands still, its wall clock is
        /// right again when it goes on. While it is suspended it cannot be suspended again: the
        /// time would count twice, and its monotonic clock go back.
        void suspend(long duration) {
            if (running != null && !busy && !suspending) {
                suspending = true;
                long until = now + duration;
                late.add(
                        new Late(
                                until,
                                () -> {
                                    suspended += duration;
                                    suspending = false;
                                }));
                freeze(duration);
            }
        }

        void cut(long duration) {
            cutUntil = now + duration;
            note("%s is cut until %.1f".formatted(name, cutUntil / 1e9));
            faultUntil(cutUntil);
        }

        void kill() {
            note("%s ends".formatted(name));
            running = null;
            process++;
            busy = false;
            leaving = false;
        }

        void stop() {
            Running current = running;
            if (current != null && !busy && now >= frozenUntil) {
                attempt(() -> {
                    current.keeper.announceEnd();
                    leaving = true;
                    current.keeper.giveBack(current.keeper.leave());
                });
                if (running == current) {
                    kill();
                }
            }
        }

        /// Another process may listen only after the one before has ended.
        void start() {
            if (running == null && !suspending) {
                process++;
                note("%s starts".formatted(name));
                running = new Running(this);
                frozenUntil = now;
                nextRound = now;
                lastStood = Long.MIN_VALUE / 2;
                faultUntil(now);
            }
        }

        void round() {
            Running current = running;
            if (current == null) {
                return;
            }
            long began = now;
            attempt(() -> {
                Round round = current.keeper.round(current::self);
                if (round instanceof Round.Lost && running == current) {
                    kill();
                }
            });
            if (running == current) {
                Duration taken = Duration.ofNanos(now - began);
                nextRound = Math.max(now, now + current.keeper.untilNext(taken).toNanos());
            }
        }

        private void attempt(Runnable work) {
            int mine = process;
            busy = true;
            try {
                work.run();
            } catch (StoreUnavailableException | Killed _) {
                // the next round tries again
            } finally {
                if (process == mine) {
                    busy = false;
                }
            }
        }

        /// One call of the store, during which anything may happen.
        <T> T call(Supplier<T> effect) {
            int mine = process;
            long began = now;
            called = now;
            try {
                return called(effect, mine, began);
            } finally {
                if (process == mine && takesLong(began)) {
                    faultUntil(now);
                }
            }
        }

        private <T> T called(Supplier<T> effect, int mine, long began) {
            pause();
            requireAlive(mine);
            if (now < awayUntil || now < cutUntil || now - began > CALL) {
                maybeLater(effect);
                advance(between(0, CALL));
                requireAlive(mine);
                throw new StoreUnavailableException("away");
            }
            T result = effect.get();
            if (random.nextInt(150) == 0) {
                faultUntil(now);
                advance(between(0, CALL));
                requireAlive(mine);
                throw new StoreUnavailableException("the answer is lost");
            }
            pause();
            requireAlive(mine);
            return result;
        }

        private <T> void maybeLater(Supplier<T> effect) {
            if (random.nextInt(3) == 0) {
                late.add(
                        new Late(
                                Math.max(now, awayUntil) + between(0, seconds(40)),
                                () -> {
                                    var _ = effect.get();
                                    // It may have been the beat of a dead hub.
                                    unservedSince = Long.MAX_VALUE;
                                }));
            }
        }

        private void pause() {
            switch (random.nextInt(200)) {
                case 0 -> {
                    long frozen = between(seconds(1), seconds(30));
                    note("%s is frozen for %.1f in a call".formatted(name, frozen / 1e9));
                    faultUntil(now + frozen);
                    advance(frozen);
                }
                case 1 -> {
                    faultUntil(now + CALL);
                    advance(between(0, CALL));
                }
                case 2 -> {
                    kill();
                    late.add(new Late(now + between(0, seconds(5)), this::start));
                }
                default -> advance(between(0, millis(20)));
            }
        }

        private void requireAlive(int mine) {
            if (process != mine) {
                throw new Killed();
            }
        }
    }

    /// Ends the code of a process that was killed meanwhile.
    private static final class Killed extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    /// One process.
    private final class Running {

        private final Machine machine;
        private final HeldPartitions held;
        private final TableKeeper keeper;

        Running(Machine machine) {
            this.machine = machine;
            LongSupplier nanoTime = () -> now - machine.suspended;
            Clock clock = new WallClock(machine);
            Right right = right(nanoTime, clock);
            this.held =
                    new HeldPartitions(
                            right,
                            new PartitionListeners(new Later((_, _) -> {}, Runnable::run, clock)));
            this.keeper =
                    new TableKeeper(
                            new CalledHubs(machine),
                            new TableChanges(
                                    new CalledTable(machine, held),
                                    assignment(),
                                    held,
                                    right,
                                    clock),
                            right,
                            sabotage == Sabotage.IGNORES_GAPS_IN_ITS_OWN_LOOKS
                                    ? new DeathWatch(Duration.ofDays(1), 1)
                                    : new DeathWatch(DeathWatch.GAP, DeathWatch.LOOKS),
                            held,
                            new TargetBulletins(),
                            ids);
        }

        Hub self(HubId id) {
            return new Hub(
                    id,
                    machine.name,
                    machine.name,
                    "1",
                    HubProtocol.CURRENT,
                    machine.name + ":8000",
                    null);
        }

        private Right right(LongSupplier nanoTime, Clock clock) {
            return switch (sabotage) {
                case COUNTS_THE_RIGHT_FROM_THE_END_OF_THE_BEAT ->
                        new Right(nanoTime, clock) {
                            @Override
                            void renew(Moment began) {
                                super.renew(now());
                            }
                        };
                case BELIEVES_ONE_CLOCK -> {
                    Clock steady =
                            new WallClock(machine) {
                                @Override
                                public long millis() {
                                    return nanoTime.getAsLong() / 1_000_000;
                                }
                            };
                    yield new Right(nanoTime, steady);
                }
                default -> new Right(nanoTime, clock);
            };
        }

        private Assignment assignment() {
            return sabotage == Sabotage.TAKES_FROM_THE_LIVING
                    ? new Assignment() {
                        @Override
                        PartitionTable takeOver(
                                PartitionTable known, Set<HubId> dead, HubId taker, Instant at) {
                            return super.takeOver(known, known.owners(), taker, at);
                        }
                    }
                    : new Assignment();
        }
    }

    private class WallClock extends Clock {

        private final Machine machine;

        WallClock(Machine machine) {
            this.machine = machine;
        }

        @Override
        public long millis() {
            return 1_800_000_000_000L + now / 1_000_000 + machine.skew;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class CalledHubs implements HubRegistry {

        private final Machine machine;

        CalledHubs(Machine machine) {
            this.machine = machine;
        }

        @Override
        public void register(Hub hub) {
            machine.call(() -> {
                hubs.register(hub);
                note("%s is %s".formatted(machine.name, hub.id()));
                return true;
            });
        }

        @Override
        public boolean beat(HubId hub, TargetBulletin bulletin) {
            return machine.call(() -> hubs.beat(hub, bulletin));
        }

        @Override
        public List<Sighting> hubs() {
            return machine.call(hubs::hubs);
        }

        @Override
        public boolean declareDead(HubId hub, long beat) {
            return machine.call(() -> declaredDead(hub, beat));
        }

        private boolean declaredDead(HubId hub, long beat) {
            Map<HubId, Sighting> before = new HashMap<>();
            hubs.hubs().forEach(each -> before.put(each.hub().id(), each));
            Sighting known = before.get(hub);
            long compared =
                    known != null && sabotage == Sabotage.DECLARES_DEAD_WITHOUT_COMPARING
                            ? known.beat()
                            : beat;
            boolean dead = hubs.declareDead(hub, compared);
            note("%s declares %s dead: %s".formatted(machine.name, hub, dead));
            if (dead && known != null && !known.dead()) {
                checkDeath(hub);
            }
            return dead;
        }

        @Override
        public void leave(HubId hub) {
            machine.call(() -> {
                hubs.leave(hub);
                return true;
            });
        }

        @Override
        public void remove(HubId hub) {
            machine.call(() -> {
                hubs.remove(hub);
                return true;
            });
        }
    }

    private final class CalledTable implements PartitionRegistry {

        private final Machine machine;
        private final HeldPartitions held;

        CalledTable(Machine machine, HeldPartitions held) {
            this.machine = machine;
            this.held = held;
        }

        @Override
        public Optional<PartitionTable> newerThan(long version) {
            return machine.call(() -> table.newerThan(version));
        }

        @Override
        public boolean replace(long version, PartitionTable next) {
            HubId changer = Objects.requireNonNull(held.me()).id();
            return machine.call(() -> {
                PartitionTable before = table.newerThan(0).orElse(PartitionTable.NONE);
                boolean replaced = table.replace(version, next);
                if (replaced) {
                    checkTable(before, next, changer);
                }
                return replaced;
            });
        }
    }
}
