package dev.switchboard.application.fakes;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A cluster of three real Redis servers, each with a third of the slots, and a replica of the
/// first.
public final class TestRedisCluster implements AutoCloseable {

    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;

    private final List<TestRedis> nodes = new ArrayList<>();

    /// @param directory for the files in which they keep what they know of each other
    public TestRedisCluster(Path directory) {
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
                await().until(() -> knows(node, "cluster_state:ok", "cluster_known_nodes:4")));
        String first = nodes.getFirst().command("CLUSTER", "MYID");
        await().until(() -> replica().command("CLUSTER", "REPLICATE", first).equals("+OK"));
        await().until(() ->
                replica().command("INFO", "replication").contains("master_link_status:up"));
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
                        "1000",
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

    private TestRedis replica() {
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

    /// The server that has the second third.
    public TestRedis second() {
        return nodes.get(1);
    }

    /// The number of a topic's slot.
    public int slot(String topic) {
        String answer = second().command("CLUSTER", "KEYSLOT", topic);
        return Integer.parseInt(answer.substring(1));
    }

    /// Waits until the replica has the slots of the first server.
    public void awaitTakeOver() {
        await().until(() -> replica().command("INFO", "replication").contains("role:master"));
    }

    @Override
    public void close() {
        nodes.forEach(TestRedis::close);
    }
}
