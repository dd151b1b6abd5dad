package dev.switchboard.application.fakes;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real Redis with a replica, and three sentinels that let the one take over from the other.
public final class TestRedisSentinels implements AutoCloseable {

    private static final int SENTINELS = 3;

    private final List<TestRedis> servers = new ArrayList<>();
    private final List<TestRedis> sentinels = new ArrayList<>();

    /// @param directory for the files in which sentinels keep what they know of each other
    public TestRedisSentinels(Path directory) {
        try {
            begin(directory);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void begin(Path directory) {
        servers.add(TestRedis.real(_ -> List.of("--repl-diskless-sync-delay", "0")));
        String port = Integer.toString(first().port());
        servers.add(
                TestRedis.real(_ ->
                        List.of(
                                "--replicaof",
                                "127.0.0.1",
                                port,
                                "--repl-diskless-sync-delay",
                                "0")));
        second().awaitReplica();
        for (int i = 0; i < SENTINELS; i++) {
            sentinels.add(TestRedis.sentinel(own -> settings(directory, own, port)));
        }
        awaitMaster(first());
    }

    private static Path settings(Path directory, int own, String master) {
        try {
            return Files.writeString(
                    directory.resolve("sentinel-" + own + ".conf"),
                    """
                    port %d
                    bind 127.0.0.1
                    dir %s
                    sentinel monitor hints 127.0.0.1 %s 2
                    sentinel down-after-milliseconds hints 1000
                    sentinel failover-timeout hints 1000
                    """
                            .formatted(own, directory, master));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The URL of the sentinels, without its scheme.
    public String addresses() {
        return sentinels.stream()
                        .map(sentinel -> "127.0.0.1:" + sentinel.port())
                        .collect(joining(","))
                + "#hints";
    }

    /// The server that is the master at first.
    public TestRedis first() {
        return servers.getFirst();
    }

    /// Its replica.
    public TestRedis second() {
        return servers.getLast();
    }

    /// Waits until all sentinels name it, and know the other one and each other.
    public void awaitMaster(TestRedis server) {
        for (TestRedis sentinel : sentinels) {
            sentinel.await(
                    "sentinel",
                    "status=ok,address=127.0.0.1:%d,slaves=1,sentinels=3".formatted(server.port()));
        }
    }

    @Override
    public void close() {
        sentinels.forEach(TestRedis::close);
        servers.forEach(TestRedis::close);
    }
}
