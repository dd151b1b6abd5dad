package dev.switchboard.application.fakes;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// A cluster of three real Redis servers, each with a third of the slots, and a replica of the
/// first.
public final class TestRedisCluster implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;

    private final List<TestRedis> nodes = new ArrayList<>();

    /// @param directory for the files in which they keep what they know of each other
    public TestRedisCluster(Path directory) {
        try {
            begin(directory);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void begin(Path directory) {
        for (int i = 0; i <= MASTERS; i++) {
            nodes.add(node(directory));
        }
        for (int i = 0; i < MASTERS; i++) {
            nodes.get(i)
                    .command(
                            "CLUSTER",
                            "ADDSLOTSRANGE",
                            Integer.toString(SLOTS * i / MASTERS),
                            Integer.toString(SLOTS * (i + 1) / MASTERS - 1));
        }
        nodes.stream().skip(1).forEach(this::meet);
        nodes.forEach(node ->
                Awaitility.await()
                        .atMost(TestRedis.SOON)
                        .until(() -> knows(node, "cluster_state:ok", "cluster_known_nodes:4")));
        String first = nodes.getFirst().command("CLUSTER", "MYID");
        Awaitility.await()
                .atMost(TestRedis.SOON)
                .until(() -> replica().command("CLUSTER", "REPLICATE", first).equals("+OK"));
        replica().awaitReplica();
    }

    private static TestRedis node(Path directory) {
        return TestRedis.real(port ->
                List.of(
                        "--cluster-enabled",
                        "yes",
                        "--cluster-port",
                        Integer.toString(TestRedis.freePort()),
                        "--cluster-config-file",
                        directory.resolve(port + ".conf").toString(),
                        "--cluster-node-timeout",
                        "2000",
                        "--cluster-replica-validity-factor",
                        "0"));
    }

    private void meet(TestRedis other) {
        String bus =
                other.command("CLUSTER", "NODES").replaceAll("(?s).*@(\\d+).* myself,.*", "$1");
        nodes.getFirst()
                .command("CLUSTER", "MEET", "127.0.0.1", Integer.toString(other.port()), bus);
    }

    private static boolean knows(TestRedis node, String... facts) {
        String known = node.command("CLUSTER", "INFO");
        return List.of(facts).stream().allMatch(known::contains);
    }

    /// The server that takes over when the first one is gone.
    public TestRedis replica() {
        return nodes.getLast();
    }

    /// The URL of all nodes, without its scheme.
    public String addresses() {
        return nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(joining(","));
    }

    /// The server that has the first third of the slots, until it is killed.
    public TestRedis first() {
        return nodes.getFirst();
    }

    /// The server that has the second third, and no replica.
    public TestRedis second() {
        return nodes.get(1);
    }

    /// Whether a topic is in the first third of the slots.
    public boolean belongsToFirst(String topic) {
        return slot(topic) < SLOTS / MASTERS;
    }

    /// Whether a topic is in the second third.
    public boolean belongsToSecond(String topic) {
        int slot = slot(topic);
        return slot >= SLOTS / MASTERS && slot < SLOTS * 2 / MASTERS;
    }

    /// Any server can tell.
    private int slot(String topic) {
        return Integer.parseInt(first().command("CLUSTER", "KEYSLOT", topic).substring(1));
    }

    /// Waits until the other servers gave up the second one.
    public void awaitLossOfSecond() {
        Awaitility.await().atMost(TestRedis.SOON).until(() -> knows(first(), "cluster_state:fail"));
    }

    @Override
    public void close() {
        nodes.forEach(TestRedis::close);
    }
}
