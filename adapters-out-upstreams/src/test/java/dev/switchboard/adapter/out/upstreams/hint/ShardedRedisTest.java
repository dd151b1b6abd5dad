package dev.switchboard.adapter.out.upstreams.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.application.fakes.TestRedis;
import dev.switchboard.application.fakes.TestRedisCluster;
import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintLineContract;
import dev.switchboard.domain.secret.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A line through a cluster of real servers.
class ShardedRedisTest implements HintLineContract {

    private static TestRedisCluster cluster;

    @BeforeAll
    static void start(@TempDir Path directory) {
        assumeTrue(TestRedis.isReal(), "NOT RUN: there is no redis-server or valkey-server here");
        cluster = new TestRedisCluster(directory);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    public HintLine line() {
        return new RedisHintLine(new Secret("redis-cluster://" + cluster.addresses()));
    }

    /// First one stands still without a word, then its successor is killed.
    @Test
    @Tag("nightly")
    void hearsAllTopicsAgainWheneverAServerIsReplaced() {
        List<String> topics = IntStream.range(0, 1_000).mapToObj(i -> "topic-" + i).toList();
        List<String> some = topics.subList(0, 30);
        assertThat(some)
                .anyMatch(cluster::belongsToFirst)
                .anyMatch(topic -> !cluster.belongsToFirst(topic));
        try (Ear one = new Ear(line());
                Ear two = new Ear(line())) {
            topics.forEach(one::askFor);
            some.forEach(topic -> two.reach(one, topic));

            cluster.first().freeze();
            cluster.replica().awaitMaster();
            one.hints.clear();
            some.forEach(topic -> two.reach(one, topic));
            cluster.first().resume();
            cluster.first().awaitReplica();
            one.hints.clear();
            some.forEach(topic -> two.reach(one, topic));

            cluster.replica().kill();
            cluster.first().awaitMaster();
            one.hints.clear();
            some.forEach(topic -> two.reach(one, topic));
        }
    }

    /// Nobody takes over its topics, and both hubs know that they miss them.
    @Test
    @Tag("nightly")
    void hearsTheOtherTopicsWhileAServerIsGone() {
        List<String> topics = IntStream.range(0, 30).mapToObj(i -> "topic-" + i).toList();
        List<String> lost = topics.stream().filter(cluster::belongsToSecond).toList();
        List<String> kept = topics.stream().filter(topic -> !lost.contains(topic)).toList();
        assertThat(List.of(lost, kept)).noneMatch(List::isEmpty);
        try (Ear one = new Ear(line());
                Ear two = new Ear(line())) {
            topics.forEach(one::askFor);
            topics.forEach(topic -> two.reach(one, topic));
            one.interruptions.clear();

            cluster.second().kill();
            await().atMost(SOON).until(() -> !one.interruptions.isEmpty() && !one.hearsAll());
            cluster.awaitLossOfSecond();
            one.hints.clear();
            kept.forEach(topic -> two.reach(one, topic));
            two.interruptions.clear();
            two.publish(lost.getFirst(), "lost");
            await().atMost(SOON).until(() -> !two.interruptions.isEmpty());
            assertThat(one.hearsAll()).isFalse();

            cluster.second().restart();
            one.hints.clear();
            topics.forEach(topic -> two.reach(one, topic));
            await().atMost(SOON).until(one::hearsAll);
            assertThat(one.hints).noneMatch(hint -> hint.endsWith("lost"));
        }
    }

    /// A topic is carried by the server that has its slot alone: the others know nobody who follows
    /// it.
    @Test
    void spreadsTopicsOverTheServers() {
        try (Ear one = new Ear(line())) {
            IntStream.range(0, 30).forEach(i -> one.follow("topic-" + i));

            int there =
                    Integer.parseInt(
                            cluster.second()
                                    .command("INFO", "stats")
                                    .replaceAll("(?s).*pubsubshard_channels:(\\d+).*", "$1"));

            assertThat(there).isBetween(1, 29);
        }
    }
}
