package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.QuickStart;
import dev.switchboard.bootstrap.faults.FaultRun.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Hubs are killed with -9 under load at random moments, sometimes while they start, and started
/// again on the same data. Several run at a time, because a start uses hardly more than one
/// processor.
///
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
/// - `-Dswitchboard.kills=…` ends after this many kills, by default 400
/// - `-Dswitchboard.kill-seconds=…` or after this time and five kills of each hub, by default 12 s
/// - `-Dswitchboard.hubs=…` at a time, by default 2
@Tag("faults")
@Isolated
class KillNineFaultsIT {

    private static final int HUBS = Integer.getInteger("switchboard.hubs", 2);
    private static final int KILLS = Integer.getInteger("switchboard.kills", 400);
    private static final Duration TIME =
            Duration.ofSeconds(Integer.getInteger("switchboard.kill-seconds", 12));

    @TempDir Path directory;

    @Test
    void losesDoublesAndReordersNothingHoweverOftenItIsKilled()
            throws InterruptedException, ExecutionException {
        QuickStart.program();
        try (ExecutorService killers = Executors.newFixedThreadPool(HUBS)) {
            List<Future<Report>> reports =
                    killers.invokeAll(IntStream.range(0, HUBS).mapToObj(this::killing).toList());

            for (Future<Report> each : reports) {
                Report report = each.get();
                report.print();
                report.assertFlawless();
            }
        }
    }

    private Killing killing(int number) {
        String name = "hub " + number;
        Path own = directory.resolve(name);
        try {
            Files.createDirectory(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Killing(Plan.embedded(name), own, KILLS / HUBS, TIME);
    }
}
