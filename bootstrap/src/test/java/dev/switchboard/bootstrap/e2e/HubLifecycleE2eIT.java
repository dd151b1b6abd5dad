package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.script.RecordedCall;
import dev.switchboard.simulators.script.ScriptedUpstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The hub's end and restart (promise D18), and the owner of its data.
@TestInstance(Lifecycle.PER_CLASS)
class HubLifecycleE2eIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TO_DRAIN = Duration.ofSeconds(30);
    private static final int ENDED_BY_SIGTERM = 143;

    private Path directory;
    private Path audit;
    private World world;
    private String channel;
    private ScriptedUpstream scriptedUpstream;

    @BeforeAll
    void open(@TempDir Path own) {
        directory = own;
        audit = directory.resolve("audit.jsonl");
        world =
                World.open(
                        directory,
                        Map.of(
                                "SWITCHBOARD_CHANNELS_SYNC_WAIT",
                                "12s",
                                "SWITCHBOARD_AUDIT_STREAM_TO",
                                audit.toString()));
    }

    @BeforeEach
    void register() {
        if (!world.hub.isAlive()) {
            world.hub.start();
        }
        channel = world.channel();
        scriptedUpstream = world.simulators.channel(channel);
    }

    @AfterAll
    void close() {
        world.close();
    }

    @Test
    void sendsAgainWithTheSameIdAndTakesTheOldTokenAfterACrash() {
        scriptedUpstream.follow(
                "[{\"callback\":{\"when\":\"never\"},\"drop\":\"hang\"},"
                        + "{\"callback\":{\"when\":\"never\"}}]");
        var cut =
                world.service()
                        .postSoon("/channel/message", World.message(channel, "crashed", "hello"));
        await().atMost(SOON).until(() -> scriptedUpstream.totalCalls() == 1);

        world.hub.kill();
        world.hub.start();

        await().atMost(SOON).until(() -> scriptedUpstream.totalCalls() == 2);
        List<RecordedCall> calls = scriptedUpstream.calls();
        assertThat(cut).isCompletedExceptionally();
        assertThat(calls.get(1).header("webhook-id"))
                .isNotNull()
                .isEqualTo(calls.get(0).header("webhook-id"));
        assertThat(calls.get(1).body()).isEqualTo(calls.get(0).body());
        String path = World.callbackPath(World.body(calls.get(0)));
        Answer answer = world.stranger.post(path, World.callback("crashed", "{\"text\":\"hi\"}"));
        assertThat(answer.status()).isEqualTo(200);
        await().atMost(SOON).until(() -> world.forwarded("crashed").size() == 1);
    }

    @Test
    void streamsWhatWasDoneRightBeforeItWasKilled() {
        String last = world.channel();

        world.hub.kill();
        world.hub.start();

        List<String> done = world.admin().get("/v1/audit/export").body().lines().toList();
        assertThat(done).anyMatch(line -> line.contains("\"subject\":\"" + last + "\""));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Files.readAllLines(audit)).containsAll(done));
    }

    @Test
    void answersWhatIsUnderWayBeforeItEndsAndRepeatsNothingAfterwards() {
        int inFlight = 12;
        scriptedUpstream.follow(
                "[{\"delayMs\":3000,\"callback\":{\"when\":\"never\"},\"repeat\":%d}]"
                        .formatted(inFlight));
        List<CompletableFuture<Answer>> sending =
                IntStream.range(0, inFlight)
                        .mapToObj(i -> World.message(channel, channel + i, "under way"))
                        .map(body -> world.service().postSoon("/channel/message", body))
                        .toList();
        await().atMost(SOON).until(() -> scriptedUpstream.totalCalls() == inFlight);

        world.hub.terminate();
        int code = world.hub.awaitEnd(TO_DRAIN);

        assertThat(code).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(sending).allSatisfy(sent -> assertThat(sent.join().status()).isEqualTo(200));
        world.hub.start();
        assertThat(sending)
                .allSatisfy(sent ->
                        assertThat(world.status(ChannelConversation.messageOf(sent.join())))
                                .isEqualTo("delivered"));
        world.send(channel, channel + 0, "after");
        assertThat(world.texts(channel)).hasSize(inFlight + 1).endsWith("after");
    }

    @Test
    void keepsWhatItCouldNotFinishBeforeItEnded() {
        scriptedUpstream.follow("[{\"status\":503}]");
        Answer queued = world.send(channel, "kept", "1");
        Answer behind = world.send(channel, "kept", "2");

        world.hub.terminate();
        world.hub.awaitEnd(TO_DRAIN);
        world.hub.start();

        assertThat(queued.status()).isEqualTo(202);
        assertThat(behind.status()).isEqualTo(202);
        await().atMost(SOON).until(() -> world.texts(channel).size() >= 3);
        assertThat(world.texts(channel)).containsExactly("1", "1", "2");
    }

    @Test
    void letsNoSecondHubUseItsData() {
        Map<String, String> sameData = Map.of("DATA_DIR", directory.resolve("data").toString());
        Path elsewhere = directory.resolve("second");
        assertThat(elsewhere.toFile().mkdir()).isTrue();
        HubProcess second = new HubProcess(HubProgram.packaged(), elsewhere, sameData);

        second.spawn();

        assertThat(second.awaitEnd(Duration.ofMinutes(3))).isEqualTo(1);
        assertThat(second.log())
                .contains("Another hub is using the data directory")
                .doesNotContain("\tat ");
        assertThat(world.send(channel, "untouched", "still here").status()).isEqualTo(200);
    }
}
