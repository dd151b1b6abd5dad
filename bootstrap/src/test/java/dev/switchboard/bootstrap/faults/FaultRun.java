package dev.switchboard.bootstrap.faults;

import static org.awaitility.Awaitility.await;

import dev.switchboard.application.fakes.ForwardingJournal;
import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.HubProgram;
import dev.switchboard.bootstrap.e2e.QuickStart;
import dev.switchboard.bootstrap.faults.History.Offered;
import dev.switchboard.bootstrap.faults.History.Stored;
import dev.switchboard.bootstrap.faults.sabotage.HearsNoPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/// A hub, or several that share a MongoDB, between back ends, channels and a sessions server, under
/// load from the start.
final class FaultRun implements AutoCloseable {

    private static final Duration BEFORE_A_NEW_HUB_SENDS = Duration.ofSeconds(1);
    private static final String PASSWORD = "a password for this run";
    private static final String SECRET = "whsec_" + "c2VjcmV0".repeat(4);

    /// One in this many calls is refused: rarer than the outages that open a circuit.
    private static final int MOOD = 5;

    private static final Duration TO_HEAL = Duration.ofMinutes(2);
    private static final Duration TO_TRY_TO_HEAL = Duration.ofSeconds(10);

    private final Recorder recorder = new Recorder();
    private final Peers sessionsServer = new Peers();
    private final Peers channelServer = new Peers();
    private final SessionsPeer sessions;
    private final ChannelPeer channels;
    private final List<HubProcess> hubs;
    private final List<HubClient> admins;
    private final HubClient admin;
    private final Load load;
    private final Duration toHeal;

    /// A message that is refused several times would wait for minutes.
    private volatile boolean healing;

    /// A run on the embedded store.
    ///
    /// @param name separates the random choices of simultaneous runs
    FaultRun(String name, Path directory) {
        this(Plan.embedded(name), directory);
    }

    FaultRun(Plan plan, Path directory) {
        this.toHeal = plan.toHeal();
        Chance mood = new Chance(plan.name() + " sessions server");
        BooleanSupplier refuses = () -> plan.moody() && !healing && mood.oneIn(MOOD);
        this.sessions = new SessionsPeer(recorder, refuses);
        this.hubs =
                IntStream.range(0, Math.max(1, plan.mongos().size()))
                        .mapToObj(number -> hub(plan, number, directory))
                        .toList();
        List<HubClient> strangers =
                hubs.stream().map(hub -> HubClient.strangerAt(hub.url())).toList();
        Chance choice = new Chance(plan.name() + " hubs");
        this.channels =
                new ChannelPeer(recorder, new Front(strangers, choice), new Chance(plan.name()));
        sessionsServer.open(sessions);
        channelServer.open(channels);
        hubs.forEach(HubProcess::start);
        // by the hub's own clock, which may be ahead of the others
        this.admins = strangers.stream().map(hub -> hub.logIn("admin", PASSWORD)).toList();
        this.admin = admins.getFirst();
        Load.register(admin, channelServer);
        this.load =
                Load.start(
                        plan.name(), plan.size(), recorder, new Front(plan.asked(admins), choice));
    }

    private HubProcess hub(Plan plan, int number, Path directory) {
        Path own = plan.mongos().size() > 1 ? directory.resolve("hub-" + number) : directory;
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean last = number > 0 && number == plan.mongos().size() - 1;
        return new HubProcess(last ? plan.last() : plan.program(), own, settings(plan, number));
    }

    /// The set-up of a run.
    ///
    /// @param last the program of the last of several hubs
    /// @param mongos the ways of the hubs to their MongoDB, one for each hub; empty for one hub on
    ///   the embedded store
    /// @param moody whether the sessions server refuses a call now and then: a delivery that must
    ///   be retried is settled like any other, and is still pending
    /// @param firstOnly whether back ends call the first of several hubs alone, instead of any
    record Plan(
            String name,
            HubProgram program,
            HubProgram last,
            List<String> mongos,
            Load.Size size,
            boolean moody,
            boolean firstOnly,
            Duration toHeal) {

        static Plan embedded(String name) {
            return of(name, QuickStart.program(), Load.Size.FULL, false);
        }

        static Plan onMongo(String name) {
            return of(name, QuickStart.onMongo(), Load.Size.SMALL, true);
        }

        private static Plan of(String name, HubProgram program, Load.Size size, boolean moody) {
            return new Plan(name, program, program, List.of(), size, moody, false, TO_HEAL);
        }

        Plan at(String... uris) {
            return new Plan(name, program, last, List.of(uris), size, moody, firstOnly, toHeal);
        }

        Plan with(Load.Size other) {
            return new Plan(name, program, last, mongos, other, moody, firstOnly, toHeal);
        }

        /// @param other of the last hub
        Plan besides(HubProgram other) {
            return new Plan(name, program, other, mongos, size, moody, firstOnly, toHeal);
        }

        /// @param saboteur the class that makes the last hub worse than the others
        Plan withOneThat(Class<?> saboteur) {
            return besides(sabotaged(saboteur));
        }

        Plan callingTheFirst() {
            return new Plan(name, program, last, mongos, size, moody, true, toHeal);
        }

        private List<HubClient> asked(List<HubClient> hubs) {
            return firstOnly ? hubs.subList(0, 1) : hubs;
        }

        private HubProgram sabotaged(Class<?> saboteur) {
            return program.with(saboteur, ForwardingJournal.class);
        }

        /// A run that is meant to fail, so nobody waits long for it to recover.
        ///
        /// @param saboteur the class that makes the hub break its promises
        Plan sabotagedBy(Class<?> saboteur) {
            HubProgram sabotaged = sabotaged(saboteur);
            return new Plan(
                    name, sabotaged, sabotaged, mongos, size, moody, firstOnly, TO_TRY_TO_HEAL);
        }
    }

    private Map<String, String> settings(Plan plan, int number) {
        Map<String, String> settings = new HashMap<>();
        settings.put("SWITCHBOARD_ADMIN_PASSWORD", PASSWORD);
        settings.put("SWITCHBOARD_EGRESS_ALLOW", channelServer.address());
        settings.put("SESSIONS_SERVER", sessionsServer.url());
        settings.put("SWITCHBOARD_CHANNELS_SESSIONS_SERVER_SECRET", SECRET);
        // a channel that hangs must not be called twice by its test
        settings.put("SWITCHBOARD_CHANNELS_REQUEST_TIMEOUT", "5m");
        settings.put("SWITCHBOARD_LOG_LEVEL", "WARN");
        settings.put(HearsNoPeer.SEED, "" + Chance.SEED);
        if (!plan.mongos().isEmpty()) {
            settings.put("SWITCHBOARD_MONGODB_URI", plan.mongos().get(number));
            settings.put("SWITCHBOARD_MASTER_KEY", HubProcess.MASTER_KEY);
        }
        if (plan.mongos().size() > 1) {
            settings.putAll(HubProcess.SHARING);
        }
        return settings;
    }

    Recorder recorder() {
        return recorder;
    }

    HubProcess hub() {
        return hubs.getFirst();
    }

    List<HubProcess> hubs() {
        return hubs;
    }

    /// Asks one hub as an admin.
    ///
    /// @return empty unless it answers 200
    Optional<Answer> ask(HubProcess hub, String path) {
        try {
            Answer answer = admins.get(hubs.indexOf(hub)).get(path);
            return Optional.of(answer).filter(it -> it.status() == 200);
        } catch (UncheckedIOException _) {
            return Optional.empty();
        }
    }

    /// One hub more, which nobody calls. It is not started yet.
    ///
    /// @param plan with its way to the database of the others, and no other way
    HubProcess another(Plan plan, Path directory) {
        return hub(plan, 0, directory);
    }

    ChannelPeer channels() {
        return channels;
    }

    /// Takes the sessions server away.
    void takeSessionsServerAway() {
        sessionsServer.close();
    }

    void bringSessionsServerBack() {
        sessionsServer.open(sessions);
    }

    /// Does `kill -9` and starts a new process on the same data, without waiting for it.
    ///
    /// The fault lasts until the new process could have sent anything at the earliest. A peer with
    /// little processor time may record a call of the old process a moment after its end.
    void crash() {
        long from = System.nanoTime();
        hub().kill();
        hub().spawn();
        recorder.fault(from, System.nanoTime() + BEFORE_A_NEW_HUB_SENDS.toNanos());
    }

    /// Freezes the hub.
    void freeze(Duration howLong) throws InterruptedException {
        long from = System.nanoTime();
        hub().freeze();
        Thread.sleep(howLong);
        hub().resume();
        recorder.fault(from, System.nanoTime());
    }

    /// Ends the load, waits until all acknowledged messages have arrived and nothing moves any
    /// more, and compares the history with the hub's.
    Report end(String cell) {
        load.end();
        healing = true;
        heal();
        List<Stored> own = new HubHistory(admin).ofSessions(recorder.sessions());
        return Report.of(cell, recorder.history(own), recorder.surprises());
    }

    private void heal() {
        try {
            await().atMost(toHeal)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> channels.quiet() && recorder.awaited().isEmpty() && idle());
        } catch (ConditionTimeoutException e) {
            recorder.surprise("It did not heal: %s%n%s".formatted(e.getMessage(), missing()));
        }
    }

    /// The hub's trace of the first message that has not arrived, and the end of its log.
    private String missing() {
        List<Offered> awaited = recorder.awaited();
        if (awaited.isEmpty()) {
            return "Nothing is missing";
        }
        Offered first = awaited.getFirst();
        String id =
                new HubHistory(admin)
                        .ofSessions(List.of(first.lane().session())).stream()
                                .filter(it -> it.content().equals(first.content()))
                                .map(Stored::id)
                                .findFirst()
                                .orElse("unknown");
        return "%s: %s%n%s"
                .formatted(first, admin.get("/v1/messages/" + id + "/trace").json(), ends());
    }

    private String ends() {
        return hubs.stream().map(HubProcess::endOfLog).collect(Collectors.joining("\n"));
    }

    private boolean idle() {
        return IntStream.range(0, Load.CHANNELS)
                .mapToObj(number -> "/v1/channels/%s/stats".formatted(Load.channel(number)))
                .allMatch(stats -> admin.get(stats).json().path("pending").asInt() == 0);
    }

    @Override
    public void close() {
        hubs.forEach(HubProcess::close);
        channels.release();
        channelServer.close();
        sessionsServer.close();
    }
}
