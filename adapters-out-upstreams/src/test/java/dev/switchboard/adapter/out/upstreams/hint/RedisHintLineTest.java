package dev.switchboard.adapter.out.upstreams.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.application.fakes.TestRedis;
import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintLineContract;
import dev.switchboard.domain.secret.Secret;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RedisHintLineTest implements HintLineContract {

    private final TestRedis redis = TestRedis.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Override
    public HintLine line() {
        return new RedisHintLine(new Secret(redis.uri().toString()));
    }

    @Test
    void connectsWhenTheServerComes() {
        redis.kill();
        try (Ear one = new Ear(line());
                Ear two = new Ear(line())) {
            one.publish("a", "lost");
            assertThat(one.interruptions).isNotEmpty();
            redis.restart();
            one.follow("a");

            two.reach(one, "a");
        }
    }

    /// It tells of the break, of each hint that is lost, and from when on topics are heard again.
    @Test
    void tellsOfAnInterruptionAndGoesOn() {
        try (Ear one = new Ear(line()).follow("a");
                Ear two = new Ear(line())) {
            two.reach(one, "a");
            one.followed.clear();
            one.interruptions.clear();
            two.interruptions.clear();

            redis.kill();
            await().until(() -> !one.interruptions.isEmpty());
            await().until(() -> {
                two.interruptions.clear();
                two.publish("a", "lost");
                return !two.interruptions.isEmpty();
            });
            redis.restart();

            await().until(() -> one.followed.contains("a"));
            one.hints.clear();
            two.reach(one, "a");
        }
    }

    @Test
    void asksAgainForTopicsThatItCouldNotAskFor() {
        List<String> topics = IntStream.range(0, 1_000).mapToObj(i -> "topic-" + i).toList();
        try (Ear one = new Ear(line()).follow("a");
                Ear two = new Ear(line())) {
            two.reach(one, "a");
            redis.kill();
            await().until(() -> !one.interruptions.isEmpty());
            topics.forEach(one::askFor);
            await().until(() -> !one.hearsAll());
            redis.restart();

            two.reach(one, "topic-999");
            await().until(one::hearsAll);
            assertThat(one.followed).containsAll(topics);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis-cluster://hub:hu/sh@10.0.0.9",
                "redis-cluster://hub:hush",
                "redis-cluster://,",
                "redis-sentinel://hub:hu/sh@10.0.0.9#hints",
                "redis-sentinel://10.0.0.9",
                "redis://10.0.0.9/abc"
            })
    void refusesAnAddressThatItCannotReadWithoutQuotingIt(String url) {
        assertThatThrownBy(() -> new RedisHintLine(new Secret(url)))
                .hasMessageStartingWith("switchboard.cluster.hints is no URL")
                .hasMessageNotContaining("hub")
                .hasNoCause();
    }

    /// It says so once, without the password, and goes on trying.
    @Test
    void saysThatItsPasswordIsRefused(CapturedOutput log) {
        assumeTrue(TestRedis.isReal(), "NOT RUN: the stand-in knows no passwords");
        redis.command("CONFIG", "SET", "requirepass", "changed-hush");
        String url = redis.uri().toString().replace("//", "//:hush-hints@");
        try (Ear ear = new Ear(new RedisHintLine(new Secret(url)))) {
            await().atMost(SOON)
                    .until(() -> log.toString().contains("The server for hints cannot be used: "));
            assertThat(ear.followed).isEmpty();
        }
        assertThat(log).contains("WRONGPASS").doesNotContain("hush");
    }

    @Test
    void hasManyTopicsAgainAfterARestart() {
        List<String> topics = IntStream.range(0, 5_000).mapToObj(i -> "topic-" + i).toList();
        try (Ear one = new Ear(line())) {
            one.follow("a");
            topics.forEach(one::askFor);
            await().until(() -> one.followed.size() > topics.size());
            redis.kill();
            one.followed.clear();
            redis.restart();

            await().until(() -> one.followed.size() > topics.size());

            assertThat(one.followed).containsAll(topics);
        }
    }

    @Test
    void neverBlocksWithoutAServer() {
        try (Ear nowhere = new Ear(new RedisHintLine(new Secret("redis://127.0.0.1:1")))) {
            for (int i = 0; i < 1000; i++) {
                nowhere.publish("a", "lost");
            }
            assertThat(nowhere.interruptions).hasSizeGreaterThanOrEqualTo(1000);
        }
    }
}
