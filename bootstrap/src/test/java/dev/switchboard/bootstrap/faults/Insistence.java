package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Outcome;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Sends one message to the hub, repeatedly if needed, and records the outcome.
final class Insistence {

    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(10);

    private final Recorder recorder;
    private final Door door;
    private final Lane lane;
    private final String content;
    private final BooleanSupplier givesUp;
    private long sentAt;

    /// @param givesUp whether to accept an unknown outcome; called each time
    Insistence(Recorder recorder, Door door, Lane lane, String content, BooleanSupplier givesUp) {
        this.recorder = recorder;
        this.door = door;
        this.lane = lane;
        this.content = content;
        this.givesUp = givesUp;
    }

    /// Tries until the outcome is recorded.
    void insist(Supplier<Answer> attempt) {
        while (!tryOnce(attempt)) {
            LockSupport.parkNanos(BEFORE_NEXT_TRY.toNanos());
            door.awaitOpen();
        }
    }

    /// @return whether the outcome is recorded
    boolean tryOnce(Supplier<Answer> attempt) {
        long now = System.nanoTime();
        try {
            int status = sent(now, attempt.get()).status();
            return switch (status) {
                case 200, 202 -> noted(Outcome.ACKED);
                case 503 -> doubtful();
                default -> surprised(status);
            };
        } catch (UncheckedIOException e) {
            if (neverSent(e)) {
                return false;
            }
            sentAt = sentAt == 0 ? now : sentAt;
            return doubtful();
        }
    }

    private Answer sent(long at, Answer answer) {
        sentAt = sentAt == 0 ? at : sentAt;
        return answer;
    }

    private static boolean neverSent(UncheckedIOException e) {
        return e.getCause() instanceof ConnectException
                || e.getCause() instanceof HttpConnectTimeoutException;
    }

    private boolean doubtful() {
        return givesUp.getAsBoolean() && noted(Outcome.UNKNOWN);
    }

    private boolean surprised(int status) {
        recorder.surprise(lane + " " + content + ": " + status);
        return noted(Outcome.UNKNOWN);
    }

    private boolean noted(Outcome outcome) {
        recorder.offered(lane, content, outcome, sentAt);
        return true;
    }
}
