package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.faults.FaultRun.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Kills one hub under load with -9 at random moments, again and again.
///
/// @param plan its name distinguishes hubs that are killed at the same time
/// @param most the number of kills that is enough
/// @param time after which it is enough, unless there were too few kills
record Killing(Plan plan, Path directory, int most, Duration time) implements Callable<Report> {

    private static final int A_FEW = 5;

    private static final Duration LONGEST_LIFE = Duration.ofMillis(700);
    private static final Duration LONGEST_START = Duration.ofSeconds(2);

    @Override
    public Report call() {
        Chance chance = new Chance(plan.name());
        try (FaultRun run = new FaultRun(plan, directory)) {
            long end = System.nanoTime() + time.toNanos();
            live(chance, LONGEST_LIFE);
            for (int kills = 0;
                    kills < most && (kills < A_FEW || System.nanoTime() < end);
                    kills++) {
                run.crash();
                liveOn(chance, run);
            }
            run.hub().awaitReady();
            return run.end("kill -9, " + plan.name());
        }
    }

    /// One in four dies while it starts, before or during its recovery.
    private static void liveOn(Chance chance, FaultRun run) {
        if (chance.oneIn(4)) {
            live(chance, LONGEST_START);
        } else {
            run.hub().awaitReady();
            live(chance, LONGEST_LIFE);
        }
    }

    private static void live(Chance chance, Duration most) {
        LockSupport.parkNanos(chance.upTo(most).toNanos());
    }
}
