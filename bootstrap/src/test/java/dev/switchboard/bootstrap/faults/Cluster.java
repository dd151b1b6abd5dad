package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.mongo.JournalEpochs;
import dev.switchboard.adapter.out.persistence.mongo.ProxiedMongo;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.faults.FaultRun.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Hubs that share one MongoDB, each with a way of its own to it, under load from the start. Each
/// message and each callback goes to any of them.
final class Cluster implements AutoCloseable {

    static final int LOST = 75;

    private static final int PARTITIONS = 1024;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    /// Nobody may be refused for longer because a hub is dead.
    private static final Duration TAKE_OVER = Duration.ofSeconds(14);

    private static final Duration BEFORE_IT_SENDS_NO_MORE = Duration.ofSeconds(1);

    private final ProxiedMongo mongo = ProxiedMongo.posingAs(Pose.REPLICA_SET);
    private final Exits exits = new Exits();
    private final List<ProxiedMongo> ways = new ArrayList<>();
    private final List<HubProcess> observers = new ArrayList<>();
    private final FaultRun run;
    private final Plan plan;
    private final Path directory;

    Cluster(String name, int size, Path directory) {
        this(Plan.onMongo(name), size, directory);
    }

    /// Two hubs.
    ///
    /// @param saboteur the class that makes the second one worse than the first
    Cluster(String name, Class<?> saboteur, Path directory) {
        this(Plan.onMongo(name).withOneThat(saboteur), 2, directory);
    }

    /// @param plan without the ways to MongoDB
    Cluster(Plan plan, int size, Path directory) {
        this.plan = plan;
        this.directory = directory;
        IntStream.range(0, size).forEach(_ -> ways.add(mongo.anotherWay()));
        String[] uris = ways.stream().map(ProxiedMongo::uri).toArray(String[]::new);
        this.run = new FaultRun(plan.at(uris), directory);
        awaitShared();
    }

    HubProcess hub(int number) {
        return run.hubs().get(number);
    }

    /// A hub's way to its database.
    ProxiedMongo way(int number) {
        return ways.get(number);
    }

    /// Lets the back ends send for a while.
    static void live() {
        LockSupport.parkNanos(A_WHILE.toNanos());
    }

    FaultRun run() {
        return run;
    }

    /// Freezes a hub while its calls to a channel are open. The channel has taken them, and answers
    /// them before the hub goes on.
    void freezeInACall(int number) {
        run.channels().holdAnswersTo(hub(number).url());
        run.channels().awaitHeld();
        hub(number).freeze();
    }

    /// Gives a frozen hub the answers to its calls, and lets it go on.
    void answerAndResume(int number) {
        run.channels().release();
        hub(number).resume();
    }

    /// Kills a hub with -9.
    void kill(int number) {
        exits.expect(hub(number), HubProcess.KILLED);
        hub(number).kill();
    }

    /// Waits until a hub has ended because another one took over.
    void awaitLost(int number) {
        exits.expect(hub(number), LOST);
        assertThat(hub(number).awaitEnd(SOON)).isEqualTo(LOST);
    }

    /// A hub may end once because another one takes over. It starts again when hubs are to share.
    void mayBeLost(int number) {
        exits.allow(hub(number), LOST);
    }

    /// Ends a hub as a supervisor does, after a while of load.
    void end(int number) {
        live();
        exits.expect(hub(number), HubProcess.TERMINATED);
        hub(number).terminate();
        hub(number).awaitEnd(SOON);
    }

    /// Ends it, and starts it again.
    void restart(int number) {
        end(number);
        awaitShared();
    }

    /// Starts one hub more, which nobody calls, and waits until it stands by.
    HubProcess standBy() {
        ProxiedMongo way = mongo.anotherWay();
        ways.add(way);
        HubProcess standby =
                run.another(plan.at(way.uri()), directory.resolve("observer-" + observers.size()));
        observers.add(standby);
        standby.spawn();
        awaitKnown(1 + observers.size());
        return standby;
    }

    /// Waits until the first hub sees so many living ones, itself among them.
    void awaitKnown(int living) {
        await().atMost(SOON)
                .until(() ->
                        of(hub(0), "/hubs")
                                        .valueStream()
                                        .filter(hub -> !hub.path("dead").asBoolean())
                                        .count()
                                == living);
    }

    /// The version of the table of partitions: it rises with each change of an owner.
    long table() {
        return of(hub(0), "/table/version").asLong();
    }

    /// Starts the hubs again that have ended as the test expects, and waits until each owns
    /// something.
    void awaitShared() {
        assertExits();
        for (HubProcess hub : run.hubs()) {
            if (!hub.isAlive()) {
                hub.spawn();
            }
        }
        await().atMost(SOON)
                .until(() ->
                        run.hubs().stream()
                                .map(this::owned)
                                .allMatch(owned -> owned > PARTITIONS / 2 / run.hubs().size()));
    }

    /// Waits until one hub owns everything.
    void awaitAllAt(int number) {
        await().atMost(SOON).until(() -> owned(hub(number)) == PARTITIONS);
    }

    /// Waits until a balancer would send nothing to a hub.
    void awaitUnready(int number) {
        HubClient hub = HubClient.strangerAt(hub(number).url());
        await().atMost(SOON).until(() -> hub.get("/readyz").status() == 503);
    }

    /// Waits until a hub doubts something of each hub.
    void awaitDoubt(int number, String reason) {
        await().atMost(SOON)
                .until(() ->
                        run.ask(hub(number), "/v1/cluster").stream()
                                        .flatMap(answer ->
                                                answer.json().path("doubts").valueStream())
                                        .filter(doubt ->
                                                doubt.path("reason").asString("").equals(reason))
                                        .count()
                                == run.hubs().size());
    }

    /// @return 0 if the hub does not say it
    private int owned(HubProcess hub) {
        return of(hub, "/table/own").asInt();
    }

    /// What a hub says of the cluster; a missing node if it says nothing.
    private JsonNode of(HubProcess hub, String pointer) {
        return run.ask(hub, "/v1/cluster")
                .map(answer -> answer.json().at(pointer))
                .orElseGet(MissingNode::getInstance);
    }

    /// A fault after which each lane may repeat one call, until its work is done.
    void fault(Runnable work) {
        long from = System.nanoTime();
        work.run();
        run.recorder().fault(from, System.nanoTime() + BEFORE_IT_SENDS_NO_MORE.toNanos());
    }

    /// Has a fault several times, with a while of load before each.
    ///
    /// @param work takes the number of the round, from 0
    void faults(int rounds, IntConsumer work) {
        for (int i = 0; i < rounds; i++) {
            int round = i;
            live();
            fault(() -> work.accept(round));
        }
    }

    /// Ends the load, when each hub owns something.
    Report end() {
        awaitShared();
        live();
        Report report = run.end(plan.name());
        report.print();
        return report;
    }

    /// Ends the load and proves that nothing is lost, doubled or out of order.
    void assertFlawless() {
        assertFlawless(end());
    }

    void assertFlawless(Report report) {
        report.assertFlawless();
        assertExits();
        assertThat(JournalEpochs.falling(mongo.uri())).isEmpty();
    }

    /// Ends the load, and proves that too and that a dead hub's part was taken over in time.
    void assertTakenOverInTime() {
        Report report = end();
        assertFlawless(report);
        report.assertRefusedForAtMost(TAKE_OVER);
    }

    private void assertExits() {
        exits.assertExpected(run.hubs());
        exits.assertExpected(observers);
    }

    @Override
    public void close() {
        observers.forEach(HubProcess::close);
        run.close();
        ways.forEach(ProxiedMongo::close);
        mongo.close();
    }
}
