package dev.switchboard.application.service.delivery;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryChannelRegistry;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final Target TEAMS = new Target(Target.Kind.CHANNEL, "teams");
    private static final int MANY = 2500;

    private final MutableClock clock = new MutableClock();
    private final FakePartitionOwnership ownership = new FakePartitionOwnership();
    private final StorePorts store = new InMemoryStore().ports();
    private final WatchedBacklog backlog = new WatchedBacklog(store.backlog());
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final Queue<Runnable> walkers = new ArrayDeque<>();
    private final List<MessageId> sent = new ArrayList<>();
    private final Node node = node(work::add);
    private final DeliveryModule delivery =
            DeliveryModule.of(
                    node,
                    new InMemoryChannelRegistry(new Outage()),
                    List.of(),
                    _ -> GateSettings.CHANNEL,
                    _ -> RetryPolicy.SHARED);
    private final Lanes lanes = delivery.lanes();

    private @Nullable MessageId fresh;

    RecoveryTest() {
        lanes.serve(
                Target.Kind.CHANNEL,
                owed -> {
                    sent.add(owed.message().id());
                    return new SendOutcome.Undeliverable(ParkReason.REFUSED);
                });
    }

    private Node node(Executor workers) {
        return new Node(
                new Node.Store(
                        store.journal(),
                        store.history(),
                        store.conversations(),
                        backlog,
                        store.deliveryLog(),
                        store.heldMessages()),
                ownership,
                new ConversationLocks(ownership),
                new InMemoryLiveEvents(),
                new RecordingTelemetry(),
                new FakeTimer(clock),
                workers,
                new SequentialIds(),
                clock,
                clock);
    }

    private Recovery recovery(int mostOpen) {
        return new Recovery(
                node(walkers::add), lanes, delivery.pending(), delivery.gates(), mostOpen);
    }

    private void sweep(Recovery recovery) {
        recovery.sweep();
        runAll(walkers);
    }

    private void goOn(Recovery recovery) {
        recovery.goOn();
        runAll(walkers);
    }

    private void owe(int conversations, Target target) {
        IntStream.range(0, conversations)
                .forEach(i ->
                        store.journal()
                                .append(message().inSession("s" + i).owedTo(target).entry()));
    }

    private void deliverAll() {
        runAll(work);
    }

    private static void runAll(Queue<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void takesAStepOfEachTargetInTurn() {
        owe(MANY, Seed.SLACK);
        owe(MANY, TEAMS);

        sweep(recovery(MANY));

        assertThat(backlog.walked)
                .containsExactly(Seed.SLACK, TEAMS, Seed.SLACK, TEAMS, Seed.SLACK, TEAMS);
        assertThat(lanes.open(Seed.SLACK)).isEqualTo(MANY);
        assertThat(lanes.open(TEAMS)).isEqualTo(MANY);
    }

    @Test
    void goesOnWhereAStepFailedAndLetsItHoldUpNoOtherTarget() {
        owe(MANY, Seed.SLACK);
        owe(MANY, TEAMS);
        Recovery recovery = recovery(MANY);
        backlog.away = step -> step.equals("walk " + Seed.SLACK) && backlog.walked.size() >= 2;

        sweep(recovery);
        assertThat(lanes.open(TEAMS)).isEqualTo(MANY);
        assertThat(lanes.open(Seed.SLACK)).isEqualTo(1000);
        backlog.away = _ -> false;
        backlog.limits.clear();
        sweep(recovery);

        assertThat(lanes.open(Seed.SLACK)).isEqualTo(MANY);
        assertThat(backlog.limits).containsSubsequence(500, 1000);
    }

    @Test
    void takesStepsThatAreAsLongAsTheStoreManages() {
        owe(40, Seed.SLACK);
        Recovery recovery = recovery(MANY);
        backlog.most = 30;

        sweep(recovery);
        IntStream.range(0, 100).forEach(_ -> goOn(recovery));

        assertThat(lanes.open(Seed.SLACK)).isEqualTo(40);
        assertThat(backlog.limits).startsWith(1000, 500, 250, 125, 62, 31, 15, 30);
    }

    @Test
    void letsNoTargetWaitForOneWhoseStepTakesLong() {
        owe(3, Seed.SLACK);
        owe(3, TEAMS);
        List<Integer> openMeanwhile = new ArrayList<>();
        backlog.meanwhile =
                target -> {
                    if (target.equals(Seed.SLACK)) {
                        runAll(walkers);
                        openMeanwhile.add(lanes.open(TEAMS));
                    }
                };

        sweep(recovery(MANY));

        assertThat(openMeanwhile).containsExactly(3);
    }

    @Test
    void goesOnWithATargetWhileAnotherRestsAfterFailures() {
        owe(3, Seed.SLACK);
        owe(MANY, TEAMS);
        Recovery recovery = recovery(1000);
        backlog.away = step -> step.equals("walk " + Seed.SLACK);
        sweep(recovery);
        IntStream.range(0, 7).forEach(_ -> goOn(recovery));

        deliverAll();
        goOn(recovery);

        assertThat(lanes.open(TEAMS)).isEqualTo(1000);
        assertThat(lanes.open(Seed.SLACK)).isZero();
    }

    @Test
    void looksForOrphansWhileATargetWaitsForItsLanesToEnd() {
        owe(MANY, Seed.SLACK);
        Recovery recovery = recovery(1000);
        sweep(recovery);
        owe(2, TEAMS);

        sweep(recovery);

        assertThat(lanes.open(TEAMS)).isEqualTo(2);
        assertThat(lanes.open(Seed.SLACK)).isEqualTo(1000);
    }

    @Test
    void tellsSinceWhenItIsStalled() {
        owe(3, Seed.SLACK);
        Recovery recovery = recovery(MANY);
        backlog.away = step -> step.equals("walk " + Seed.SLACK);
        Instant began = clock.instant();

        sweep(recovery);
        clock.advance(Duration.ofMinutes(1));
        goOn(recovery);
        assertThat(recovery.stalledSince()).isEqualTo(began);
        backlog.away = _ -> false;
        sweep(recovery);

        assertThat(recovery.stalledSince()).isNull();
    }

    @Test
    void isStalledWhileNoLaneThatItFoundCanBeRead() {
        owe(3, Seed.SLACK);
        Recovery recovery = recovery(MANY);
        sweep(recovery);
        backlog.away = step -> step.startsWith("read");

        deliverAll();
        assertThat(recovery.stalledSince()).isEqualTo(clock.instant());
        backlog.away = _ -> false;
        clock.advance(Duration.ofSeconds(1));
        deliverAll();

        assertThat(recovery.stalledSince()).isNull();
        assertThat(sent).hasSize(3);
    }

    /// Each read lasts long, and at least until all other allowed reads have begun.
    @Test
    void letsAFewLanesReadAtATimeAndNothingNewWaitForThem() {
        owe(100, Seed.SLACK);
        sweep(recovery(MANY));
        backlog.duringReads =
                () -> {
                    deliverAll();
                    clock.advance(Duration.ofMillis(600));
                };
        work.add(this::sendSomethingNew);

        deliverAll();

        assertThat(backlog.mostReading).isEqualTo(8 + 1);
        assertThat(sent).hasSize(101);
        assertThat(sent.get(1)).isEqualTo(fresh);
    }

    /// Sends in a lane that waits in line with an earlier message.
    private void sendSomethingNew() {
        Entry entry = message().inSession("s99").owedTo(Seed.SLACK).entry();
        Message stored = ((Appended.Stored) store.journal().append(entry)).message();
        fresh = stored.id();
        Backlog.Owed owed = new Backlog.Owed(stored, (Pending) entry.deliveries().getFirst());
        node.locks().withLock(entry.conversation(), () -> lanes.offer(owed));
    }

    @Test
    void repeatsASweepThatFoundNoStoreAtOnceAndThenLessAndLessOften() {
        owe(3, Seed.SLACK);
        Recovery recovery = recovery(MANY);
        backlog.away = step -> step.equals("search");

        sweep(recovery);
        List<Integer> tries =
                IntStream.rangeClosed(1, 60)
                        .filter(_ -> failsIn(() -> goOn(recovery)))
                        .boxed()
                        .toList();
        assertThat(tries).containsExactly(1, 3, 6, 11, 20, 37, 54);
        backlog.away = _ -> false;
        IntStream.range(0, 17).forEach(_ -> goOn(recovery));

        assertThat(lanes.open(Seed.SLACK)).isEqualTo(3);
    }

    private boolean failsIn(Runnable work) {
        int before = backlog.failures;
        work.run();
        return backlog.failures > before;
    }

    @Test
    void deliversAlthoughNothingCanBeCounted() {
        owe(3, Seed.SLACK);
        backlog.away = step -> step.startsWith("count");

        sweep(recovery(MANY));

        assertThat(lanes.open(Seed.SLACK)).isEqualTo(3);
    }

    @Test
    void leavesLanesInTheJournalUntilSomeOfManyHaveEnded() {
        owe(MANY, Seed.SLACK);
        owe(3, TEAMS);
        Recovery recovery = recovery(1000);

        sweep(recovery);
        goOn(recovery);
        assertThat(lanes.open(Seed.SLACK)).isEqualTo(1000);
        assertThat(lanes.open(TEAMS)).isEqualTo(3);
        deliverAll();
        goOn(recovery);

        assertThat(lanes.open(Seed.SLACK)).isEqualTo(1000);
        deliverAll();
        goOn(recovery);
        deliverAll();
        assertThat(store.backlog().nextTarget(null)).isEmpty();
    }

    @Test
    void countsWhatIsPendingAndGoesOnWithTheOthersAfterAFailure() {
        owe(3, Seed.SLACK);
        owe(2, TEAMS);
        backlog.away = step -> step.equals("count " + Seed.SLACK);
        Recovery recovery = recovery(MANY);

        sweep(recovery);
        sweep(recovery);
        assertThat(delivery.pending().all()).containsEntry(TEAMS, 2L);
        backlog.away = _ -> false;
        sweep(recovery);
        sweep(recovery);

        assertThat(delivery.pending().all()).containsEntry(Seed.SLACK, 3L).containsEntry(TEAMS, 2L);
    }

    @Test
    void countsTheTargetOfLiveClientsAndWalksThroughNoneOfItsLanes() {
        owe(2, Target.LIVE_CLIENTS);

        sweep(recovery(MANY));

        assertThat(delivery.pending().pending(Target.LIVE_CLIENTS)).isEqualTo(2);
        assertThat(backlog.walked).isEmpty();
    }

    /// Records its walks, and fails where the test wants it.
    private static final class WatchedBacklog implements Backlog {

        private final Backlog backlog;
        private final List<Target> walked = new ArrayList<>();
        private Predicate<String> away = _ -> false;
        private final List<Integer> limits = new ArrayList<>();
        private Consumer<Target> meanwhile = _ -> {};
        private Runnable duringReads = () -> {};
        private int most = Integer.MAX_VALUE;
        private int failures;
        private int reading;
        private boolean hasRead;

        /// The highest number of reads at one time.
        private int mostReading;

        WatchedBacklog(Backlog backlog) {
            this.backlog = backlog;
        }

        @Override
        public Optional<Target> nextTarget(@Nullable Target after) {
            failIfAway("search");
            return backlog.nextTarget(after);
        }

        @Override
        public Conversations conversations(Target target, @Nullable String from, int limit) {
            limits.add(limit);
            failIfAway(limit > most ? "too long" : "walk " + target);
            walked.add(target);
            meanwhile.accept(target);
            return backlog.conversations(target, from, limit);
        }

        @Override
        public Count count(Target target, Partitions some, @Nullable String from, int limit) {
            failIfAway("count " + target);
            return backlog.count(target, some, from, limit);
        }

        @Override
        public List<Owed> pending(LaneKey lane, int limit) {
            failIfAway("read " + lane);
            reading++;
            mostReading = hasRead ? mostReading : Math.max(mostReading, reading);
            duringReads.run();
            hasRead = true;
            reading--;
            return backlog.pending(lane, limit);
        }

        private void failIfAway(String step) {
            if (away.test(step) || step.equals("too long")) {
                failures++;
                throw new StoreUnavailableException("away");
            }
        }
    }
}
