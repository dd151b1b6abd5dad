package dev.switchboard.simulators.script;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/// Plays the answers of steps. Its waits block the request's virtual thread, and end early when the
/// server stops, so that a hanging request does not delay the shutdown.
public final class Stage implements ApplicationListener<ContextClosedEvent> {

    static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    // The servlet API cannot close a connection; Jetty closes it on this status.
    private static final int NO_ANSWER = -1;

    private final CountDownLatch stopped = new CountDownLatch(1);

    public void pause(int milliseconds) {
        if (milliseconds > 0) {
            pause(Duration.ofMillis(milliseconds));
        }
    }

    /// Waits, then answers or drops the request as scripted.
    ///
    /// @param usual the unscripted answer
    public void answer(ScriptStep scriptStep, ScriptedReply usual, HttpServletResponse response)
            throws IOException {
        pause(scriptStep.delayMs());
        if (scriptStep.drop() == null) {
            usual.changedBy(scriptStep).writeTo(response);
            return;
        }
        switch (scriptStep.drop()) {
            case HANG -> pause(LONGEST_SILENCE);
            case CLOSE -> {}
        }
        response.sendError(NO_ANSWER);
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        stopped.countDown();
    }

    private void pause(Duration duration) {
        try {
            var _ = stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
