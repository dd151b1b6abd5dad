package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import dev.switchboard.application.fakes.TestRedis;
import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Two hubs share a MongoDB and a Redis that has bad days. A page at the hub that owns its
/// conversation and one at the other hub see each answer, once and in order. The delay until each
/// sees it is printed.
///
/// `-Dswitchboard.answers=…` on each day, by default 40.
@Tag("faults")
@Tag("cluster-days")
@Isolated
class HintsFaultsIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final int ANSWERS = Integer.getInteger("switchboard.answers", 40);
    private static final String USUAL_LIMIT = "pubsub 33554432 8388608 60";

    private final SharedServers servers = new SharedServers(new IndexedBackend());
    private final List<String> expected = new ArrayList<>();
    private final StringBuilder table =
            new StringBuilder("| Redis | at the owner p50 / p99 / worst | at the other hub |\n");
    private LiveHub hub;
    private String conversation;
    private Page near;
    private Page distant;

    @BeforeEach
    void open(@TempDir Path directory, @TempDir Path second) {
        assumeTrue(TestRedis.isReal(), "NOT RUN: there is no redis-server or valkey-server here");
        hub = LiveHub.withTwin(directory, second, servers.settings());
        HubProcess twin = hub.twin().orElseThrow();
        conversation = hub.ownName("hinted");
        Map<String, String> auth = hub.begin(conversation);
        near = new Page(hub.process().url(), auth);
        distant = new Page(twin.url(), auth);
        near.awaitEvents("connected", 1);
        distant.awaitEvents("connected", 1);
    }

    @AfterEach
    void close() {
        servers.close();
        if (hub != null) {
            near.close();
            distant.close();
            hub.close();
        }
    }

    @Test
    void hideRepeatAndReorderNothingWhateverRedisDoes() {
        TestRedis redis = servers.redis();
        day("is well", () -> {}, () -> {});
        day("forgets everything", () -> redis.command("FLUSHALL"), () -> {});
        day(
                "drops its subscribers",
                () -> redis.command("CLIENT", "KILL", "TYPE", "pubsub"),
                () -> {});
        day(
                "drops its publishers",
                () -> redis.command("CLIENT", "KILL", "TYPE", "normal"),
                () -> {});
        day(
                "drops subscribers that are behind",
                () -> limit("pubsub 1 1 1"),
                () -> limit(USUAL_LIMIT));
        day("stands still", redis::freeze, redis::resume);
        day("is away", redis::kill, redis::restart);
        day("is well again", () -> {}, () -> {});
        System.out.println(table);

        assertThat(near.answers()).containsExactlyElementsOf(expected);
        assertThat(distant.answers()).containsExactlyElementsOf(expected);
    }

    private void limit(String limit) {
        String answer =
                servers.redis()
                        .command("CONFIG", "SET", "client-output-buffer-limit", '"' + limit + '"');
        assertThat(answer).isEqualTo("+OK");
    }

    /// The next answer comes when both pages show the one before.
    private void day(String what, Runnable begin, Runnable end) {
        List<Duration> atOwner = new ArrayList<>();
        List<Duration> atOther = new ArrayList<>();
        begin.run();
        for (int i = 0; i < ANSWERS; i++) {
            String text = "answer " + (expected.size() + 1);
            answer(text);
            long taken = System.nanoTime();
            expected.add(text);
            atOwner.add(shown(near, taken));
            atOther.add(shown(distant, taken));
        }
        end.run();
        table.append("| %s | %s | %s |%n".formatted(what, summary(atOwner), summary(atOther)));
    }

    private void answer(String text) {
        String body =
                """
                {"requestId":"%1$s","requestPayload":{"conversationId":"%2$s"},
                 "response":{"text":"%1$s"}}\
                """
                        .formatted(text, conversation);
        Answer answer = hub.stranger().post("/webhook/netomi", body, LiveHub.proof(body));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private Duration shown(Page page, long since) {
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_LOOKS)
                .until(() -> page.events("webhook_update").size() >= expected.size());
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private static String summary(List<Duration> delays) {
        List<Duration> sorted = new ArrayList<>(delays);
        Collections.sort(sorted);
        return "%.1f / %.1f / %.1f ms"
                .formatted(
                        millis(sorted.get(sorted.size() / 2)),
                        millis(sorted.get(sorted.size() * 99 / 100)),
                        millis(sorted.getLast()));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
