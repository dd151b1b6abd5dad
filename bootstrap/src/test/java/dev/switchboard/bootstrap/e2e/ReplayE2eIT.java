package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A conversation is replayed to its channel, and the hub is killed meanwhile.
@TestInstance(Lifecycle.PER_CLASS)
class ReplayE2eIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int MESSAGES = 250;

    private World world;

    @BeforeAll
    void open(@TempDir Path directory) {
        world = World.open(directory, Map.of());
    }

    @AfterAll
    void close() {
        world.close();
    }

    private static List<String> numbers(int to) {
        return IntStream.rangeClosed(1, to).mapToObj(Integer::toString).toList();
    }

    private String sent(String channel, int messages) {
        String session = World.fresh("a/b");
        numbers(messages).forEach(text -> world.send(channel, session, text));
        return session;
    }

    private static String all(String channel) {
        return "{\"target\":\"channel:%s\",\"from_seq\":1,\"to_seq\":%d,\"what\":\"all\"}"
                .formatted(channel, 2 * MESSAGES);
    }

    private static String replayOf(String session) {
        return "/v1/conversations/session:" + session.replace("/", "%2F") + "/replay";
    }

    private List<JsonNode> messages(String session) {
        return world.admin()
                .get("/v1/messages?limit=1000&conversation=session:" + session)
                .json()
                .path("items")
                .valueStream()
                .filter(message -> message.path("author").path("party").asString().equals("SYSTEM"))
                .toList();
    }

    private long replayed(JsonNode message, String replay) {
        return world.admin()
                .get("/v1/messages/" + message.path("message_id").asString() + "/trace")
                .json()
                .path("items")
                .valueStream()
                .filter(hop -> hop.path("outcome").asString().equals("redriven"))
                .filter(hop -> hop.path("detail").asString().equals(replay))
                .count();
    }

    @Test
    @Tag("nightly")
    void isFinishedOnceThoughTheHubIsKilledInTheMiddle() {
        String channel = world.channel();
        String session = sent(channel, MESSAGES);
        assertThat(world.texts(channel)).isEqualTo(numbers(MESSAGES));

        CompletableFuture<Answer> cut =
                world.admin().postSoon(replayOf(session), all(channel), "Idempotency-Key", "k-1");
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> world.texts(channel).size() > MESSAGES);
        world.hub.kill();
        world.hub.start();
        await().atMost(SOON).until(() -> world.texts(channel).size() >= 2 * MESSAGES);
        Answer repeat =
                world.admin().post(replayOf(session), all(channel), "Idempotency-Key", "k-1");

        assertThat(cut).failsWithin(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(repeat.status()).as(repeat.body()).isEqualTo(202);
        assertThat(repeat.json().path("count").asInt()).isEqualTo(MESSAGES);
        String replay = repeat.text("/replay_id");
        List<JsonNode> messages = messages(session);
        assertThat(messages).hasSize(MESSAGES);
        assertThat(messages).allMatch(message -> replayed(message, replay) == 1);
        // the call under way when the hub was killed may be made again
        List<String> again = world.texts(channel).subList(MESSAGES, world.texts(channel).size());
        assertThat(again).hasSizeBetween(MESSAGES, MESSAGES + 1);
        assertThat(again.stream().distinct()).containsExactlyElementsOf(numbers(MESSAGES));
        assertThat(world.admin().get("/v1/audit?action=conversation.replay&limit=10").body())
                .contains(replay, "session:" + session);
    }

    @Test
    void goesToTheChannelWithTheSameIdsAndIsRefusedWithoutAKey() {
        String channel = world.channel();
        String session = sent(channel, 2);

        Answer keyless = world.admin().post(replayOf(session), all(channel));
        Answer replayed =
                world.admin().post(replayOf(session), all(channel), "Idempotency-Key", "k-2");

        assertThat(keyless.status()).isEqualTo(422);
        assertThat(replayed.status()).as(replayed.body()).isEqualTo(202);
        await().atMost(SOON).until(() -> world.texts(channel).size() == 4);
        assertThat(world.simulators.channel(channel).calls())
                .extracting(call -> call.headers().get("webhook-id"))
                .satisfies(ids -> assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2)));
        assertThat(world.service().post(replayOf(session), all(channel)).status()).isEqualTo(403);
    }

    @Test
    void sendsAChannelWhatItWasSentBetweenTwoTimes() {
        String channel = world.channel();
        world.send(channel, World.fresh("s"), "too early");
        await().atMost(SOON).until(() -> world.texts(channel).size() == 1);
        Instant from = afterAMoment();
        world.send(channel, World.fresh("s"), "one");
        world.send(channel, World.fresh("s"), "two");
        await().atMost(SOON).until(() -> world.texts(channel).size() == 3);
        Instant to = afterAMoment();
        world.send(channel, World.fresh("s"), "too late");
        await().atMost(SOON).until(() -> world.texts(channel).size() == 4);
        String route = "/v1/channels/" + channel + "/replay";
        String body =
                "{\"from\":\"%s\",\"to\":\"%s\",\"what\":\"all\",\"confirm\":\"the channel gets it twice\"}"
                        .formatted(from, to);

        Answer sent = world.admin().post(route, body, "Idempotency-Key", "k-channel");
        await().atMost(SOON).until(() -> world.texts(channel).size() == 6);
        Answer repeat = world.admin().post(route, body, "Idempotency-Key", "k-channel");

        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        assertThat(sent.json().path("count").asInt()).isEqualTo(2);
        assertThat(sent.json().path("conversations").asInt()).isEqualTo(2);
        assertThat(sent.json().path("next").isNull()).isTrue();
        assertThat(repeat.body()).isEqualTo(sent.body());
        assertThat(
                        world.admin()
                                .post(
                                        "/v1/channels/nobody/replay",
                                        body,
                                        "Idempotency-Key",
                                        "k-nobody")
                                .status())
                .isEqualTo(404);
        assertThat(world.texts(channel).subList(4, 6)).containsExactlyInAnyOrder("one", "two");
        assertThat(world.admin().get("/v1/audit?action=channel.replay&limit=10").body())
                .contains("\"subject\":\"" + channel + "\"");
    }

    /// A time that is later than all that was accepted, and earlier than what comes.
    private static Instant afterAMoment() {
        Instant moment = Instant.now().plusMillis(2);
        await().pollInterval(Duration.ofMillis(1)).until(() -> Instant.now().isAfter(moment));
        return moment;
    }
}
