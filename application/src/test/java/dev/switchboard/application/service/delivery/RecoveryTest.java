package dev.switchboard.application.service.delivery;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.inmemory.InMemoryLaneOwnership;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final Target TEAMS = new Target(Target.Kind.CHANNEL, "teams");
    private static final int MANY = 2500;

    private final MutableClock clock = new MutableClock();
    private final StorePorts store = new InMemoryStore().ports();
    private final WatchedBacklog backlog = new WatchedBacklog(store.backlog());
    private final PendingCounts pending = new PendingCounts(backlog);
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final TargetGates gates =
            new TargetGates(_ -> GateSettings.CHANNEL, clock, new FakeTimer(clock));
    private final Lanes lanes =
            new Lanes(context(), new InMemoryLaneOwnership(), new InMemoryLiveEvents());

    private LaneContext context() {
        return new LaneContext(
                store.journal(),
                backlog,
                Map.of(
                        Target.Kind.CHANNEL,
                        _ -> new Courier.Errand.Undeliverable(ParkReason.REFUSED)),
                gates,
                _ -> RetryPolicy.SHARED,
                new WaitingCallers(),
                pending,
                new RecordingTelemetry(),
                (_, _, _) -> {},
                new FakeTimer(clock),
                work::add,
                new SequentialIds(),
                clock);
    }

    private Recovery recovery(int mostOpen) {
        return new Recovery(backlog, lanes, pending, gates, mostOpen);
    }

    private void owe(int conversations, Target target) {
        IntStream.range(0, conversations)
                .forEach(i ->
                        store.journal()
                                .append(message().inSession("s" + i).owedTo(target).entry()));
    }

    private void runAll() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    @Test
    void takesAStepOfEachTargetInTurn() {
        owe(MANY, Seed.SLACK);
        owe(MANY, TEAMS);

        recovery(MANY).sweep();

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

        recovery.sweep();
        assertThat(lanes.open(TEAMS)).isEqualTo(MANY);
        assertThat(lanes.open(Seed.SLACK)).isEqualTo(1000);
        backlog.away = _ -> false;
        backlog.walked.clear();
        recovery.sweep();

        assertThat(lanes.open(Seed.SLACK)).isEqualTo(MANY);
        assertThat(backlog.walked).containsExactly(Seed.SLACK, Seed.SLACK);
    }

    @Test
    void repeatsASweepThatFoundNoStoreAtOnceAndThenLessAndLessOften() {
        owe(3, Seed.SLACK);
        Recovery recovery = recovery(MANY);
        backlog.away = step -> step.equals("search");

        recovery.sweep();
        List<Integer> tries =
                IntStream.rangeClosed(1, 60).filter(_ -> failsIn(recovery::goOn)).boxed().toList();
        assertThat(tries).containsExactly(1, 3, 6, 11, 20, 37, 54);
        backlog.away = _ -> false;
        IntStream.range(0, 17).forEach(_ -> recovery.goOn());

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

        recovery(MANY).sweep();

        assertThat(lanes.open(Seed.SLACK)).isEqualTo(3);
    }

    @Test
    void leavesLanesInTheJournalUntilSomeOfManyHaveEnded() {
        owe(MANY, Seed.SLACK);
        owe(3, TEAMS);
        Recovery recovery = recovery(1000);

        recovery.sweep();
        recovery.goOn();
        assertThat(lanes.open(Seed.SLACK)).isEqualTo(1000);
        assertThat(lanes.open(TEAMS)).isEqualTo(3);
        runAll();
        recovery.goOn();

        assertThat(lanes.open(Seed.SLACK)).isEqualTo(1000);
        runAll();
        recovery.goOn();
        runAll();
        assertThat(store.backlog().nextTarget(null)).isEmpty();
    }

    @Test
    void countsWhatIsPendingAndGoesOnWithTheOthersAfterAFailure() {
        owe(3, Seed.SLACK);
        owe(2, TEAMS);
        backlog.away = step -> step.equals("count " + Seed.SLACK);
        Recovery recovery = recovery(MANY);

        recovery.sweep();
        recovery.sweep();
        assertThat(pending.all()).containsEntry(TEAMS, 2L);
        backlog.away = _ -> false;
        recovery.sweep();
        recovery.sweep();

        assertThat(pending.all()).containsEntry(Seed.SLACK, 3L).containsEntry(TEAMS, 2L);
    }

    @Test
    void countsTheTargetOfLiveClientsAndWalksThroughNoneOfItsLanes() {
        owe(2, Target.LIVE_CLIENTS);

        recovery(MANY).sweep();

        assertThat(pending.pending(Target.LIVE_CLIENTS)).isEqualTo(2);
        assertThat(backlog.walked).isEmpty();
    }

    /// Notes its walks and fails where it is told to.
    private static final class WatchedBacklog implements Backlog {

        private final Backlog backlog;
        private final List<Target> walked = new ArrayList<>();
        private Predicate<String> away = _ -> false;
        private int failures;

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
            failIfAway("walk " + target);
            walked.add(target);
            return backlog.conversations(target, from, limit);
        }

        @Override
        public Count count(Target target, @Nullable String from, int limit) {
            failIfAway("count " + target);
            return backlog.count(target, from, limit);
        }

        @Override
        public List<Owed> pending(LaneKey lane, int limit) {
            return backlog.pending(lane, limit);
        }

        private void failIfAway(String step) {
            if (away.test(step)) {
                failures++;
                throw new StoreUnavailableException("away");
            }
        }
    }
}
