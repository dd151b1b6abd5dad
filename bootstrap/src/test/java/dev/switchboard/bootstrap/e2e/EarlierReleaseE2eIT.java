package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.SimulatorServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Rehearses `docs/operations/upgrade.md` with two programs, the archive of an earlier release and
/// the one of this build: the steps forward, and the way back to the same store.
/// `-Dswitchboard.earlier-archive=…` names the earlier one.
@Tag("nightly")
class EarlierReleaseE2eIT {

    private static final Duration TO_END = Duration.ofSeconds(40);

    /// Longer than an open circuit stays open.
    private static final Duration SOON = Duration.ofMinutes(3);

    private static final String AWAY = "[{\"status\":503,\"repeat\":1000000}]";
    private static final String REFUSES_THE_STORE = "Switchboard does not start: The store ";
    private static final List<String> TEXTS = List.of("one", "¿dónde está? 📦", "three");
    private static final String ONE_MORE = "one more";

    @TempDir Path directory;
    private Path installed;
    private Path newer;
    private Path older;
    private SimulatorServer simulators;
    private Map<String, String> environment;

    @BeforeEach
    void install() throws Exception {
        String earlier = System.getProperty("switchboard.earlier-archive");
        assumeThat(earlier).as("NOT RUN: needs -Dswitchboard.earlier-archive=…").isNotNull();
        installed = directory.resolve("switchboard");
        newer = directory.resolve("switchboard-new");
        older = directory.resolve("switchboard-old");
        simulators = SimulatorServer.start(Clock.systemUTC());
        environment =
                World.environment(
                        simulators,
                        Map.of(
                                "JAVA_HOME", System.getProperty("java.home"),
                                "SWITCHBOARD_CACHE_DIR", directory.resolve("caches").toString(),
                                "SWITCHBOARD_CHANNELS_SYNC_WAIT", "100ms"));
        new HubArchive(Path.of(earlier)).unpackTo(installed);
        run(installed, "prepare");
    }

    private void run(Path program, String... arguments) throws Exception {
        String script = program.resolve("bin/switchboard").toString();
        HubArchive.run(
                directory,
                environment,
                Stream.concat(Stream.of(script), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void givesWayToThisBuildAndTakesOverAgain() throws Exception {
        String script = installed.resolve("bin/switchboard").toString();
        HubProcess hub = new HubProcess(new HubProgram(List.of(script)), directory, environment);
        try (World world = World.around(simulators, hub)) {
            Talk first = new Talk(world);
            HubArchive.make(directory).unpackTo(newer);
            run(newer, "prepare");
            run(newer, "config", "check");
            assertThat(world.admin().post("/v1/backups", "").status()).isEqualTo(201);

            stop(hub, first);
            Files.move(installed, older);
            Files.move(newer, installed);
            hub.start();

            first.requireAll();
            Talk second = new Talk(world);

            stop(hub, first, second);
            Files.move(installed, newer);
            Files.move(older, installed);
            startWhereTheStoreIsRead(hub);

            first.requireAll();
            second.requireAll();
        }
    }

    private static void stop(HubProcess hub, Talk... talks) {
        hub.terminate();
        assertThat(hub.awaitEnd(TO_END)).as(hub::endOfLog).isEqualTo(HubProcess.TERMINATED);
        Stream.of(talks).forEach(Talk::listenAgain);
    }

    /// After a format has risen, or a table was added, the way back is the backup.
    private static void startWhereTheStoreIsRead(HubProcess hub) {
        try {
            hub.start();
        } catch (IllegalStateException ended) {
            assumeThat(hub.log())
                    .as("NOT RUN: the way back, because the earlier release refuses this store")
                    .doesNotContain(REFUSES_THE_STORE);
            throw ended;
        }
    }

    /// Two conversations: the channel of one takes all that is said, the channel of the other is
    /// away until a hub was stopped.
    private final class Talk {

        private final World world;
        private final String taking;
        private final String away;
        private final List<String> ids;
        private List<String> waiting = TEXTS;
        private int said = TEXTS.size();
        private List<String> kept;

        Talk(World world) {
            this.world = world;
            taking = world.channel();
            away = world.channel();
            simulators.channel(away).follow(AWAY);
            TEXTS.forEach(text -> say(taking, text));
            ids = TEXTS.stream().map(text -> say(away, text)).toList();
            await().atMost(SOON).until(() -> world.forwarded(taking).size() == said);
            assertThat(ids).map(world::status).isSubsetOf("accepted", "sending", "retrying");
            kept = stored();
        }

        /// @return the message's id
        private String say(String channel, String text) {
            Answer sent = world.send(channel, channel, text);
            assertThat(sent.status()).as(sent.body()).isIn(200, 202);
            return sent.headers().firstValue("X-Message-Id").orElseThrow();
        }

        /// What stays the same of each message, whoever reads it.
        private List<String> stored() {
            return Stream.of(taking, away)
                    .flatMap(session -> world.admin().messages("session:" + session).stream())
                    .map(Talk::lasting)
                    .toList();
        }

        private static String lasting(JsonNode message) {
            return Stream.of("seq", "message_id", "author", "content", "answers", "accepted_at")
                    .map(message::path)
                    .toList()
                    .toString();
        }

        /// From now on only what a later hub sends counts, and both channels take it.
        void listenAgain() {
            simulators.channel(taking).forgetCalls();
            simulators.channel(away).forgetCalls();
            simulators.channel(away).follow("[]");
        }

        /// All that was said is there, what waited arrives once, and nothing else is sent again.
        void requireAll() {
            assertThat(stored()).containsAll(kept);
            assertThat(world.stranger.logIn("back-end", World.SERVICE_PASSWORD).token())
                    .isNotEmpty();

            say(taking, ONE_MORE);
            say(away, ONE_MORE);
            said++;

            // each conversation is in order, so what comes again comes before its last message
            await().atMost(SOON)
                    .until(() ->
                            Stream.of(taking, away)
                                    .allMatch(it -> world.forwarded(it).size() >= said));
            assertThat(world.texts(taking)).containsExactly(ONE_MORE);
            assertThat(world.texts(away))
                    .isEqualTo(Stream.concat(waiting.stream(), Stream.of(ONE_MORE)).toList());
            assertThat(world.forwarded(taking)).hasSize(said);
            assertThat(world.forwarded(away)).hasSize(said);
            assertThat(ids).map(world::status).containsOnly("answered");
            waiting = List.of();
            kept = stored();
        }
    }
}
