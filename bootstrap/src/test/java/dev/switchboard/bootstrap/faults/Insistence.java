package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Offered;
import dev.switchboard.bootstrap.faults.History.Outcome;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.OptionalLong;
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
    private OptionalLong refusedAt = OptionalLong.empty();
    private boolean acked;

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

    /// Whether it was acknowledged at last.
    boolean isAcked() {
        return acked;
    }

    /// @return whether the outcome is recorded
    boolean tryOnce(Supplier<Answer> attempt) {
        long now = System.nanoTime();
        try {
            int status = sent(now, attempt.get()).status();
            return switch (status) {
                case 200, 202 -> noted(Outcome.ACKED, now);
                case 503 -> doubtful(now);
                default -> surprised(status, now);
            };
        } catch (UncheckedIOException e) {
            if (neverSent(e)) {
                return false;
            }
            sentAt = sentAt == 0 ? now : sentAt;
            return doubtful(now);
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

    private boolean doubtful(long at) {
        refusedAt = OptionalLong.of(refusedAt.orElse(at));
        return givesUp.getAsBoolean() && noted(Outcome.UNKNOWN, at);
    }

    private boolean surprised(int status, long at) {
        recorder.surprise(lane + " " + content + ": " + status);
        return noted(Outcome.UNKNOWN, at);
    }

    /// @param at when the last try began
    private boolean noted(Outcome outcome, long at) {
        acked = outcome == Outcome.ACKED;
        recorder.offered(
                new Offered(lane, content, outcome, sentAt, System.nanoTime(), at, refusedAt));
        return true;
    }
}
