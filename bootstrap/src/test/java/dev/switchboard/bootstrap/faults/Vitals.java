package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.HubProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a hub needs at one moment, as its system sees it.
///
/// @param at since the beginning of the run
/// @param heapKiB used after a full collection; empty if there was none for it
/// @param processor its time until now
/// @param acknowledged messages until now
/// @param reports acknowledged reports of presence until now
record Vitals(
        Duration at,
        long residentKiB,
        OptionalLong heapKiB,
        long threads,
        long handles,
        long storeKiB,
        Duration processor,
        long pending,
        long acknowledged,
        long reports) {

    /// Nothing yet.
    static final Vitals AT_FIRST =
            new Vitals(Duration.ZERO, 0, OptionalLong.empty(), 0, 0, 0, Duration.ZERO, 0, 0, 0);

    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    /// The old generation, into which a full collection puts everything that lives.
    private static final Pattern TENURED =
            Pattern.compile("(?i)tenured.* total \\d+K, used (\\d+)K");

    /// Looks at a hub. It reads what is resident before it lets the hub collect.
    static Vitals of(
            HubProcess hub, Duration at, boolean collects, long acknowledged, long reports) {
        return new Vitals(
                at,
                hub.status("VmRSS").orElseThrow(),
                collects ? OptionalLong.of(heapAfterCollection(hub)) : OptionalLong.empty(),
                hub.status("Threads").orElseThrow(),
                handles(hub),
                bytesIn(hub.dataDirectory()) / 1024,
                ProcessHandle.of(hub.pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO),
                pending(hub),
                acknowledged,
                reports);
    }

    /// The number of pending deliveries.
    static long pending(HubProcess hub) {
        return sum(hub, "switchboard_pending{", "");
    }

    /// The number of requests that were answered with this status.
    static long answered(HubProcess hub, int status) {
        return sum(hub, "http_server_requests_seconds_count{", "status=\"" + status + '"');
    }

    private static long sum(HubProcess hub, String name, String label) {
        return (long)
                hub.metrics()
                        .lines()
                        .filter(line -> line.startsWith(name) && line.contains(label))
                        .mapToDouble(
                                line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum();
    }

    private static long handles(HubProcess hub) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + hub.pid() + "/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The store removes files meanwhile.
    private static long bytesIn(Path directory) {
        AtomicLong bytes = new AtomicLong();
        try {
            var _ =
                    Files.walkFileTree(
                            directory,
                            new SimpleFileVisitor<>() {
                                @Override
                                public FileVisitResult visitFile(
                                        Path file, BasicFileAttributes attributes) {
                                    bytes.addAndGet(attributes.size());
                                    return FileVisitResult.CONTINUE;
                                }

                                @Override
                                public FileVisitResult visitFileFailed(Path file, IOException e) {
                                    return FileVisitResult.CONTINUE;
                                }
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.get();
    }

    private static long heapAfterCollection(HubProcess hub) {
        var _ = jcmd(hub, "GC.run");
        String info = jcmd(hub, "GC.heap_info");
        Matcher tenured = TENURED.matcher(info);
        if (!tenured.find()) {
            throw new IllegalStateException("no old generation in " + info);
        }
        return Long.parseLong(tenured.group(1));
    }

    private static String jcmd(HubProcess hub, String command) {
        try {
            Process process =
                    new ProcessBuilder(JCMD, "" + hub.pid(), command)
                            .redirectErrorStream(true)
                            .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
