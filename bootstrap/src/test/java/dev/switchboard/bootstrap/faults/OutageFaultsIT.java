package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.faults.History.Offered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Other faults of a hub under load: peers that are away or hang, and signals.
@Tag("faults")
@Tag("outages")
class OutageFaultsIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    @TempDir Path directory;

    @Test
    void keepsAnswersInOrderWhileTheSessionsServerIsAway() throws InterruptedException {
        try (FaultRun run = new FaultRun("outage", directory)) {
            Thread.sleep(A_WHILE);
            run.takeSessionsServerAway();
            Thread.sleep(A_WHILE.multipliedBy(2));
            run.bringSessionsServerBack();

            show(run.end("sessions server away"));
        }
    }

    @Test
    void letsOtherChannelsGoOnWhileOneHangs() throws InterruptedException {
        try (FaultRun run = new FaultRun("outage", directory)) {
            Thread.sleep(A_WHILE);
            run.channels().hang("/" + Load.channel(0));
            Thread.sleep(A_WHILE);
            List<Offered> acked = run.recorder().awaited();
            await().atMost(SOON)
                    .until(() ->
                            run.recorder().awaited().stream()
                                    .filter(acked::contains)
                                    .allMatch(OutageFaultsIT::goesToTheHungChannel));
            assertThat(run.recorder().awaited()).isNotEmpty();
            run.channels().release();

            show(run.end("one channel hangs"));
        }
    }

    private static boolean goesToTheHungChannel(Offered offered) {
        String session = offered.lane().session();
        int number = Integer.parseInt(session.substring(session.indexOf('-') + 1));
        return Load.channel(number).equals(Load.channel(0));
    }

    @Test
    void goesOnWhereItWasFrozen() throws InterruptedException {
        try (FaultRun run = new FaultRun("outage", directory)) {
            Thread.sleep(A_WHILE);
            run.freeze(Duration.ofSeconds(5));
            Thread.sleep(A_WHILE);

            show(run.end("SIGSTOP 5 s"));
        }
    }

    @Test
    void repeatsNothingWhenItIsToldToEndUnderLoad() throws InterruptedException {
        try (FaultRun run = new FaultRun("outage", directory)) {
            for (int i = 0; i < 3; i++) {
                Thread.sleep(A_WHILE);
                run.hub().terminate();
                run.hub().awaitEnd(Duration.ofSeconds(30));
                run.hub().start();
            }

            Report report = run.end("SIGTERM three times");

            show(report);
            assertThat(report.check().repeats()).isZero();
        }
    }

    private static void show(Report report) {
        report.print();
        report.assertFlawless();
    }
}
