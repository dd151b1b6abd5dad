package dev.switchboard.adapter.out.upstreams.hint;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.application.fakes.TestRedis;
import dev.switchboard.application.fakes.TestRedisSentinels;
import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintLineContract;
import dev.switchboard.domain.secret.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A line through the server that real sentinels name.
class SentinelRedisTest implements HintLineContract {

    private static TestRedisSentinels sentinels;

    @BeforeAll
    static void start(@TempDir Path directory) {
        assumeTrue(TestRedis.isReal(), "NOT RUN: there is no redis-server or valkey-server here");
        sentinels = new TestRedisSentinels(directory);
    }

    @AfterAll
    static void stop() {
        if (sentinels != null) {
            sentinels.close();
        }
    }

    @Override
    public HintLine line() {
        return new RedisHintLine(new Secret("redis-sentinel://" + sentinels.addresses()));
    }

    /// First the master is killed. When it is back, as a replica, its successor stands still
    /// without a word until it is replaced.
    @Test
    @Tag("nightly")
    void goesOnThroughTheServerThatTakesOver() {
        TestRedis first = sentinels.first();
        TestRedis second = sentinels.second();
        try (Ear one = new Ear(line()).follow("a");
                Ear two = new Ear(line())) {
            two.reach(one, "a");
            one.followed.clear();
            one.interruptions.clear();

            first.kill();
            await().atMost(SOON).until(() -> !one.interruptions.isEmpty());
            sentinels.awaitMaster(second);
            await().atMost(SOON).until(() -> one.followed.contains("a"));
            one.hints.clear();
            two.reach(one, "a");

            first.restart();
            first.awaitReplica();
            second.freeze();
            sentinels.awaitMaster(first);
            one.followed.clear();
            second.resume();
            await().atMost(SOON).until(() -> one.followed.contains("a"));
            one.hints.clear();
            two.reach(one, "a");
        }
    }
}
