package dev.switchboard.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Backups of a hub under load, and hubs that start on a copy of one.
@TestInstance(Lifecycle.PER_CLASS)
class BackupE2eIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ENOUGH = 10;

    private Path directory;
    private World world;

    @BeforeAll
    void open(@TempDir Path own) {
        directory = own;
        world = World.open(directory, Map.of("SWITCHBOARD_CHANNELS_SYNC_WAIT", "100ms"));
    }

    @AfterAll
    void close() {
        world.close();
    }

    /// One session, to which a sender sends one message after the other.
    private record Talk(String session, List<String> acknowledged) {

        void run(World world, String channel, AtomicBoolean enough) {
            while (!enough.get()) {
                Answer sent = world.send(channel, session, "n" + acknowledged.size());
                assertThat(sent.status()).as(sent.body()).isIn(200, 202);
                acknowledged.add(sent.headers().firstValue("X-Message-Id").orElseThrow());
            }
        }
    }

    @Test
    void holdsEveryMessageAcknowledgedBeforeItInOrder() throws IOException {
        String channel = world.channel();
        AtomicBoolean enough = new AtomicBoolean();
        List<Talk> talks =
                IntStream.range(0, 4)
                        .mapToObj(i -> new Talk(channel + "-" + i, new CopyOnWriteArrayList<>()))
                        .toList();
        List<CompletableFuture<Void>> load =
                talks.stream()
                        .map(it -> CompletableFuture.runAsync(() -> it.run(world, channel, enough)))
                        .toList();
        awaitMore(talks);

        List<List<String>> before =
                talks.stream().map(it -> List.copyOf(it.acknowledged())).toList();
        Answer made = world.admin().post("/v1/backups", "");
        awaitMore(talks);
        enough.set(true);
        load.forEach(CompletableFuture::join);

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(world.admin().get("/v1/audit").body()).contains("backup.create");
        try (HubProcess restored = restored(made.text("/id"), Keys.COPIED)) {
            restored.start();
            HubClient admin =
                    HubClient.strangerAt(restored.url()).logIn("admin", World.ADMIN_PASSWORD);
            for (int i = 0; i < talks.size(); i++) {
                List<JsonNode> messages = messages(admin, talks.get(i).session());
                assertThat(messages)
                        .extracting(it -> it.path("seq").asLong())
                        .isEqualTo(LongStream.rangeClosed(1, messages.size()).boxed().toList());
                assertThat(messages)
                        .extracting(it -> it.path("message_id").asString())
                        .containsSubsequence(before.get(i));
            }
        }
    }

    @Test
    void isOfNoUseWithoutItsMasterKey() throws IOException {
        String id = world.admin().post("/v1/backups", "").text("/id");

        try (HubProcess restored = restored(id, Keys.FORGOTTEN)) {
            restored.spawn();

            await().atMost(SOON).until(() -> restored.log().contains("another master key"));
        }
    }

    @Test
    void listsAndRemovesBackups() {
        String first = world.admin().post("/v1/backups", "").text("/id");
        String second = world.admin().post("/v1/backups", "").text("/id");

        assertThat(world.admin().delete("/v1/backups/" + first).status()).isEqualTo(204);

        assertThat(world.admin().get("/v1/backups").body()).contains(second).doesNotContain(first);
        assertThat(directory.resolve("data/backups").resolve(first)).doesNotExist();
        assertThat(world.service().post("/v1/backups", "").status()).isEqualTo(403);
    }

    private static void awaitMore(List<Talk> talks) {
        List<Integer> now = talks.stream().map(it -> it.acknowledged().size() + ENOUGH).toList();
        await().atMost(SOON)
                .until(() ->
                        IntStream.range(0, talks.size())
                                .allMatch(i -> talks.get(i).acknowledged().size() >= now.get(i)));
    }

    private static List<JsonNode> messages(HubClient admin, String session) {
        String path = "/v1/conversations/session:" + session + "/messages?limit=1000";
        return admin.get(path).json().path("items").valueStream().toList();
    }

    private enum Keys {
        COPIED,
        FORGOTTEN
    }

    /// Restores a backup as the document on storage says.
    private HubProcess restored(String id, Keys keys) throws IOException {
        Path place = Files.createDirectories(directory.resolve("restored-" + id));
        copy(directory.resolve("data/backups").resolve(id), place.resolve("data"));
        if (keys == Keys.COPIED) {
            copy(directory.resolve("data/keys"), place.resolve("data/keys"));
        }
        return new HubProcess(QuickStart.program(), place, Map.of());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }
}
